public import Trust

/// A signed record as it goes into a package, with what shows its time and its mark.
public struct PackageRecord: Sendable {
  /// The digest of its COSE signature.
  public var id: Digest
  /// The C2PA manifest store.
  public var store: [UInt8]
  /// The file it is about.
  public var subject: Digest?
  /// Evidence of its time: small files by their names (docs/time.md).
  public var time: [(name: String, bytes: [UInt8])]
  /// The disclosed key of the layer that this copy's mark has for itself.
  public var pictureKey: [UInt8]?

  /// A record of these parts.
  public init(
    id: Digest, store: [UInt8], subject: Digest?, time: [(name: String, bytes: [UInt8])] = [],
    pictureKey: [UInt8]? = nil
  ) {
    self.id = id
    self.store = store
    self.subject = subject
    self.time = time
    self.pictureKey = pictureKey
  }
}
