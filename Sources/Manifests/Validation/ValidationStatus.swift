/// One thing that was seen in a validation.
public struct ValidationStatus: Hashable, Sendable {
  /// What was seen.
  public let code: ValidationCode
  /// The box it was seen in: `self#jumbf=…`.
  public let url: String
  /// A short technical note in English; empty when there is nothing to add.
  public let explanation: String

  /// A status.
  public init(_ code: ValidationCode, _ url: String, _ explanation: String = "") {
    self.code = code
    self.url = url
    self.explanation = explanation
  }
}
