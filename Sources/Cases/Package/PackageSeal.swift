public import Trust

/// Whose signature a package gets.
public struct PackageSeal: Sendable {
  /// The key that signs.
  public var key: SigningKey
  /// Its certificate, followed by those between it and its root.
  public var chain: [Certificate]
  /// The roots that the signer's and the records' certificates lead to.
  public var roots: [Certificate]
  /// What was taken back, as X.509 revocation lists in PEM; empty for nothing.
  public var revocations: [UInt8]

  /// A seal of these parts.
  public init(
    key: SigningKey, chain: [Certificate], roots: [Certificate], revocations: [UInt8] = []
  ) {
    self.key = key
    self.chain = chain
    self.roots = roots
    self.revocations = revocations
  }
}
