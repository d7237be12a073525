/// How much is in a catalogue.
public struct CatalogueCounts: Sendable, Hashable {
  /// Originals.
  public var originals: Int
  /// Pictures.
  public var pictures: Int
  /// Copies whose payload is taken and that are not delivered.
  public var reservedCopies: Int
  /// Delivered copies.
  public var issuedCopies: Int
  /// Places to which copies were delivered.
  public var outputs: Int
  /// Records.
  public var records: Int
}
