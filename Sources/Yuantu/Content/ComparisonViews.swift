import Codecs
import Files
import Matching
import Pixels
import Synchronization
import Trust

/// The registered pictures as they are kept for comparing: one JPEG each, large enough to find and to
/// show what was changed, independent of whether the source file is still at hand.
final class ComparisonViews: Sendable {
  /// Pixels of the long side at most.
  static let longSide = 1024
  private static let quality = 88
  private static let mostCached = 64

  private let folder: String
  private let cache = Mutex<[[UInt8]: ReferencePicture]>([:])

  init(_ home: ShopHome) { folder = "\(home.index)/views" }

  func path(_ sha256: [UInt8]) -> String {
    let name = Hexadecimal.text(sha256)
    return "\(folder)/\(name.prefix(2))/\(name).jpg"
  }

  func contains(_ sha256: [UInt8]) -> Bool { (try? FileFacts.of(path(sha256))) != nil }

  /// Removes what killed processes left unfinished.
  func tidy() {
    for byte in UInt8.min...UInt8.max {
      _ = try? AtomicFile.removeStalePartials(in: "\(folder)/\(Hexadecimal.text([byte]))")
    }
  }

  /// Whether the view begins and ends as a JPEG file does.
  func isWhole(_ sha256: [UInt8]) -> Bool {
    guard let bytes = try? FileBytes.read(path(sha256), atMost: 1 << 24) else { return false }
    return bytes.starts(with: [0xFF, 0xD8]) && bytes.suffix(2).elementsEqual([0xFF, 0xD9])
  }

  /// Keeps the view of a picture, if it is not there yet.
  func keep(_ raster: Raster, of sha256: [UInt8]) throws {
    guard !contains(sha256) else { return }
    let path = path(sha256)
    try Directory.createPrivate(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
    let opaque = raster.onWhite
    let long = max(opaque.size.width, opaque.size.height)
    let small =
      long <= Self.longSide
      ? opaque
      : Resampler(
        from: opaque.size, to: WorkingPicture.size(opaque.size, longSide: Self.longSide))(opaque)
    let bytes = try ImageEncoder.encode(
      small, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(Self.quality)))
    try AtomicFile.write(bytes, to: path, mode: 0o600, replacing: true)
  }

  /// The view's pixels; nil when it is missing or broken.
  func raster(_ sha256: [UInt8]) -> Raster? {
    let limits = DecodeLimits(maximumPixels: 1 << 22, maximumFileBytes: 1 << 24)
    guard let bytes = try? FileBytes.read(path(sha256), atMost: limits.maximumFileBytes) else {
      return nil
    }
    return (try? SourceImage.decode(bytes, limits: limits))?.raster
  }

  /// The view prepared for comparing, kept for the next suspect.
  func reference(_ sha256: [UInt8]) -> ReferencePicture? {
    if let known = cache.withLock({ $0[sha256] }) { return known }
    guard let raster = raster(sha256), let made = try? ReferencePicture(raster) else { return nil }
    cache.withLock {
      if $0.count >= Self.mostCached { $0.removeAll() }
      $0[sha256] = made
    }
    return made
  }
}
