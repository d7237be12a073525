public import Pixels

/// Two pictures brought over each other.
public struct Alignment: Sendable {
  /// From pixels of the suspect to pixels of the reference.
  public let map: AffineMap
  /// How well they agree there.
  public let agreement: ContentAgreement
}
