import CZip
import Files

/// A package as a zip archive (APPNOTE 6.3), read through libzip: the central directory decides what is
/// in it.
final class ArchiveSource: PackageSource {
  private static let pieceBytes = 1 << 18
  /// The type bits of a Unix mode, and their value for a regular file.
  private static let (typeBits, regular): (UInt32, UInt32) = (0o170000, 0o100000)

  let files: [(path: String, bytes: Int64)]
  private let archive: OpaquePointer
  private let places: [String: (index: UInt64, bytes: Int64)]

  /// Opens the archive and judges all names, kinds and sizes before anything is unpacked.
  init(_ path: String, limits: PackageLimits) throws(PackageError) {
    var code: CInt = 0
    guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      throw Self.error(code, path: path)
    }
    do throws(PackageError) {
      places = try Self.places(in: archive, path, limits)
    } catch {
      zip_discard(archive)
      throw error
    }
    self.archive = archive
    files = places.map { ($0.key, $0.value.bytes) }
  }

  deinit { zip_discard(archive) }

  private static func places(
    in archive: OpaquePointer, _ path: String, _ limits: PackageLimits
  ) throws(PackageError) -> [String: (index: UInt64, bytes: Int64)] {
    let count = zip_get_num_entries(archive, 0)
    guard count <= 2 * limits.files else {
      throw PackageError(.tooManyFiles, path: path, detail: "\(count) entries")
    }
    var places: [String: (index: UInt64, bytes: Int64)] = [:]
    var names: [String] = []
    for index in 0..<UInt64(max(0, count)) {
      guard let start = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW)) else {
        throw PackageError(.damagedArchive, path: path, detail: "a name")
      }
      let raw = String(cString: start)
      let isFolder = raw.hasSuffix("/")
      let name = isFolder ? String(raw.dropLast()) : raw
      names.append(name)
      guard PackagePath.isSafe(name) else { throw PackageError(.unsafeName, path: name) }
      try checkKind(archive, index, name, isFolder)
      if isFolder { continue }
      places[name] = (index, try checkedSize(archive, index, name, limits))
    }
    try PackagePath.check(names)
    return places
  }

  private static func checkKind(
    _ archive: OpaquePointer, _ index: UInt64, _ name: String, _ isFolder: Bool
  ) throws(PackageError) {
    var (system, attributes): (UInt8, UInt32) = (0, 0)
    guard zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 else {
      throw PackageError(.damagedArchive, path: name, detail: "attributes")
    }
    let type = (attributes >> 16) & typeBits
    if system == UInt8(ZIP_OPSYS_UNIX), !isFolder, type != 0, type != regular {
      throw PackageError(.notAFile, path: name)
    }
  }

  private static func checkedSize(
    _ archive: OpaquePointer, _ index: UInt64, _ name: String, _ limits: PackageLimits
  ) throws(PackageError) -> Int64 {
    var status = zip_stat_t()
    guard zip_stat_index(archive, index, 0, &status) == 0,
      let bytes = Int64(exactly: status.size), let packed = Int64(exactly: status.comp_size)
    else { throw PackageError(.damagedArchive, path: name, detail: "size") }
    guard status.encryption_method == 0 else { throw PackageError(.encrypted, path: name) }
    guard bytes <= limits.fileBytes else {
      throw PackageError(.tooLarge, path: name, detail: "\(bytes) bytes")
    }
    let (most, overflow) = packed.multipliedReportingOverflow(by: limits.growth)
    guard overflow || bytes <= most + 1 << 20 else {
      throw PackageError(.compressionBomb, path: name, detail: "\(packed) bytes to \(bytes)")
    }
    return bytes
  }

  private static func error(_ code: CInt, path: String) -> PackageError {
    switch code {
    case ZIP_ER_NOENT: PackageError(FilesError(.notFound, path: path, detail: "zip"))
    case ZIP_ER_EXISTS: PackageError(.duplicateName, path: path)
    case ZIP_ER_NOZIP: PackageError(.notAPackage, path: path, detail: "not a zip archive")
    default: PackageError(.damagedArchive, path: path, detail: "libzip \(code)")
    }
  }

  func read(_ path: String, piece: (UnsafeRawBufferPointer) -> Void) throws(PackageError) {
    guard let place = places[path], let file = zip_fopen_index(archive, place.index, 0) else {
      throw PackageError(.damagedArchive, path: path, detail: "cannot be unpacked")
    }
    defer { zip_fclose(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return }
    var total: Int64 = 0
    while true {
      // The checksum is compared when the end is read.
      let count = zip_fread(file, start, UInt64(buffer.count))
      guard count >= 0 else {
        throw PackageError(.damagedArchive, path: path, detail: "cannot be unpacked")
      }
      if count == 0 { break }
      total += count
      guard total <= place.bytes else {
        throw PackageError(.compressionBomb, path: path, detail: "more than \(place.bytes) bytes")
      }
      piece(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
    }
    guard total == place.bytes else {
      throw PackageError(.damagedArchive, path: path, detail: "\(total) of \(place.bytes) bytes")
    }
  }
}
