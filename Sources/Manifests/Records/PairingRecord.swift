/// How an original and an export of it were found to show the same photograph.
public struct PairingRecord: Hashable, Sendable {
  /// The method's name and version.
  public var method: String
  /// How well the aligned pictures agree, −1 … 1.
  public var correlation: Double

  /// A pairing found by `method` with this correlation.
  public init(method: String, correlation: Double) {
    self.method = method
    self.correlation = correlation
  }
}
