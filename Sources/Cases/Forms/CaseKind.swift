/// Which side of a case the shop is on.
public enum CaseKind: String, CaseIterable, Sendable {
  /// The shop complains.
  case complaint
  /// The shop answers a complaint.
  case appeal
}
