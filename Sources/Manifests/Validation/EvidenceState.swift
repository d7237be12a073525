/// What a manifest is worth as evidence about a file, judged against a signer who may have an interest
/// in it. The specification lets a signer leave any part of a file out of the hash, and anybody change
/// what stands in unsigned places; here both show.
public struct EvidenceState: Sendable, Hashable {
  /// Whether the signature holds the file's bytes.
  public enum Binding: String, Sendable, CaseIterable {
    /// Every byte of the file but the store's own.
    case bound
    /// The hash fits, but there are bytes that could be changed without it showing.
    case boundWithHoles = "bound-with-holes"
    /// It does not.
    case unbound
    /// Not examined: no file was given, or the binding is of another kind.
    case notExamined = "not-examined"
  }

  /// What the time rests on.
  public enum Time: String, Sendable, CaseIterable {
    /// A valid time stamp of a trusted authority.
    case dated
    /// No time stamp, or none that is valid.
    case undated
    /// A valid time stamp of an authority that is not trusted.
    case datedUntrusted = "dated-untrusted"
  }

  /// Whether the original behind the file was shown.
  public enum Original: String, Sendable, CaseIterable {
    /// The file given as the original is the one the signed manifest names by its hash.
    case proved = "original-proved"
    /// None was given.
    case notSupplied = "original-not-supplied"
    /// The file given is another one.
    case mismatch = "original-mismatch"
  }

  /// What keeps a file from being bound as a whole.
  public enum Hole: String, Sendable, CaseIterable {
    /// The signer left more than the store out of the hash.
    case additionalExclusion = "evidence.additionalExclusion"
    /// What is left out of the hash is not exactly the store.
    case exclusionNotStore = "evidence.exclusionNotStore"
    /// Bytes between or behind the boxes whose hashes were taken.
    case unhashedBytes = "evidence.unhashedBytes"
    /// Padding that is not zero in the binding.
    case bindingPadding = "evidence.bindingPadding"
    /// Padding that is not zero in the signature.
    case signaturePadding = "evidence.signaturePadding"
    /// Something in the signature's unprotected header that nothing asks for.
    case unknownHeader = "evidence.unknownHeader"
    /// Boxes in the active manifest or the store that nothing signs.
    case unsignedBox = "evidence.unsignedBox"
    /// A manifest in the store that nothing refers to.
    case unreferencedManifest = "evidence.unreferencedManifest"
    /// The store's label was changed after the shop's own tool signed it.
    case labelRewritten = "evidence.labelRewritten"
    /// The second form of a signature that the shop's own tool never makes.
    case signatureNotCanonical = "evidence.signatureNotCanonical"
    /// A wrong checksum, or another place in the file than the specification allows.
    case carrier = "evidence.carrier"
  }

  /// Whether the signature holds the file's bytes.
  public var binding: Binding
  /// What the time rests on.
  public var time: Time
  /// Whether the original was shown.
  public var original: Original
  /// What keeps the file from being bound as a whole, in the order above.
  public var holes: [Hole]
}
