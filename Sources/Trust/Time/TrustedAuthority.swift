/// An authority together with what its tokens must lead to.
public struct TrustedAuthority: Sendable {
  /// How it is reached.
  public let authority: any TimestampAuthority
  /// The roots its certificate may lead to. They are for this alone, apart from those of signers.
  public let anchors: [Certificate]
  /// The policies whose tokens are taken, dotted; empty for any.
  public let policies: [String]

  /// An authority and its anchors.
  public init(
    _ authority: any TimestampAuthority, anchors: [Certificate], policies: [String] = []
  ) {
    self.authority = authority
    self.anchors = anchors
    self.policies = policies
  }
}
