/// Why a record, its signature or its CBOR could not be read or made.
public struct ManifestError: Error, Hashable, Sendable {
  /// The reasons, stable across releases.
  public enum Code: String, CaseIterable, Sendable {
    /// The bytes end before the item does.
    case truncated
    /// Bytes follow a complete item.
    case trailingBytes
    /// Not well-formed CBOR (RFC 8949 §1.2), or text that is not UTF-8.
    case notWellFormed
    /// Items are nested deeper than the limit.
    case tooDeep
    /// A map holds one key twice.
    case duplicateKey
    /// Bytes that must be in deterministic form are not.
    case notDeterministic
    /// More bytes than a record may have.
    case tooLarge
    /// Not a JUMBF box, or one whose parts do not fit.
    case malformedBox
    /// Not well-formed JSON, or with a name twice in an object.
    case malformedJSON
    /// The container's walker cannot place the store in the file.
    case notEmbeddable
    /// The time-stamp authority gave no token.
    case stampingFailed
    /// A value that must be there is missing.
    case missingField
    /// A value has another type than its field.
    case wrongType
    /// A number, a length or a name is outside what its field allows.
    case valueOutOfRange
    /// A statement of a version this code does not know.
    case unsupportedVersion
    /// Not a COSE_Sign1 structure with a detached payload.
    case malformedSignature
    /// A signature algorithm this code does not know.
    case unsupportedAlgorithm
    /// The certificate chain is missing, empty, too long, or given in two places.
    case malformedCertificateChain
    /// The key could not sign.
    case signingFailed
  }

  /// Which reason.
  public let code: Code
  /// A short technical note for a developer: which field, which offset.
  public let detail: String

  /// An error with a reason and a technical note.
  public init(code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }
}
