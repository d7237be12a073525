import Codecs
import Glibc
import Yuantu

/// How much may be uploaded.
enum UploadLimits {
  /// Files of one job: of suspects as many as one report holds.
  static func mostFiles(of kind: Job.Kind) -> Int {
    switch kind {
    case .originals, .protect, .review: 20_000
    case .check, .cases: ReportFiles.mostExaminations
    }
  }

  /// Bytes of one file: what the decoder takes, or an archive of such files.
  static func mostBytes(of kind: Job.Kind) -> Int {
    kind == .review ? 2 << 30 : DecodeLimits().maximumFileBytes
  }

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
