/// The cryptographic axis of a verdict: whether the record is whole and signed by the shop's key.
public enum RecordCheckResult: String, CaseIterable, Sendable {
  /// Signature, certificate and hashes hold.
  case pass
  /// At least one of them does not.
  case fail
  /// There is no record to check.
  case absent

  /// The result in words.
  public var text: LocalizedText {
    switch self {
    case .pass: LocalizedText("通过", "pass")
    case .fail: LocalizedText("未通过", "fail")
    case .absent: LocalizedText("无记录", "no record")
    }
  }
}
