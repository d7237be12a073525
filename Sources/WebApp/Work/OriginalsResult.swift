/// What taking originals in came to.
struct OriginalsResult: Codable, Sendable {
  var added = 0
  var known = 0
  var failed = 0
  /// Pictures by the device that EXIF names.
  var devices: [String: Int] = [:]
  /// Files by finding.
  var findings: [String: Int] = [:]
}
