/// What a watch is to do.
public struct WatchRequest: Sendable {
  /// Seconds between two looks at everything, when nothing else is asked for.
  public static let usualRescan = 60

  /// How pictures are protected. `paths` are the folders to watch, with all that is below them.
  public var protection: ProtectRequest
  /// Seconds between two looks at everything, for what the system does not report: network folders, and
  /// folders beyond its limit.
  public var rescanSeconds: Int

  /// A watch over the folders of `protection`. A picture that is cut off is waited for, not completed.
  public init(_ protection: ProtectRequest, rescanSeconds: Int = usualRescan) {
    self.protection = protection
    self.protection.refusesTruncated = true
    self.rescanSeconds = rescanSeconds
  }
}
