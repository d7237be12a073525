import CAssets

/// Files that were compiled in.
enum Asset {
  /// The bytes of the file of this name, which must be one of them.
  static func bytes(_ name: String) -> [UInt8] {
    guard let asset = yuantu_asset_named(name) else { preconditionFailure(name) }
    return Array(UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count))
  }
}
