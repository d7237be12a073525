import Codecs
import Glibc

/// How much may be uploaded.
enum UploadLimits {
  /// Files of one job.
  static let mostFiles = 20_000
  /// Bytes of one file: what the decoder takes at most, and room for an archive of them.
  static let mostBytes = DecodeLimits().maximumFileBytes
  static let mostPackageBytes = 2 << 30
  /// Bytes that stay free on the disk.
  static let reserve = 512 << 20

  /// Whether the disk of `folder` has room for `count` bytes more.
  static func hasRoom(in folder: String, for count: Int) -> Bool {
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { return true }
    let (free, overflow) = UInt64(facts.f_bavail).multipliedReportingOverflow(
      by: UInt64(facts.f_frsize))
    return overflow || free > UInt64(max(0, count)) + UInt64(reserve)
  }
}
