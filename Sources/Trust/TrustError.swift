/// Why a key, a certificate or a sealed box could not be made, read or used.
public struct TrustError: Error, Hashable, Sendable {
  /// The reasons, stable across versions.
  public enum Code: String, CaseIterable, Sendable {
    /// The passphrase does not open the key.
    case wrongPassphrase
    /// The key is encrypted and no passphrase was given.
    case passphraseNeeded
    /// The bytes are not a PKCS#8 private key in PEM, or not a public key in DER.
    case malformedKey
    /// A key of a kind or size, or a protection, that is not supported.
    case unsupportedKey
    /// The private key does not belong to the certificate.
    case keyMismatch
    /// The bytes are not one X.509 certificate in DER.
    case malformedCertificate
    /// A name that cannot stand in a certificate: empty, longer than 64 characters, or with
    /// control characters; or a country that is not two capital letters.
    case invalidName
    /// A validity that cannot be expressed or is longer than allowed.
    case invalidValidity
    /// A sealed box opens with another passphrase, or was changed, cut or is none.
    case wrongPassphraseOrDamaged
    /// A sealed box of a later version.
    case unsupportedVersion
    /// More bytes than are read or sealed at once.
    case tooLarge
    /// The bytes are not one time-stamp token, or not one response that grants a token.
    case malformedToken
    /// A Merkle proof, a checkpoint or a signed note that is not well-formed.
    case malformedProof
    /// The cryptographic library refused its work, for lack of memory or entropy.
    case libraryFailed
  }

  /// The reason.
  public let code: Code
  /// A short technical text, such as the library's own reason.
  public let detail: String

  /// An error with both parts.
  public init(_ code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }
}
