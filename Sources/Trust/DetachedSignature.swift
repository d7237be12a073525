import COpenSSL

/// A signature over a file, kept beside it in the form `openssl dgst -verify` and `openssl pkeyutl
/// -verify` take: DER for ECDSA, the bare bytes for Ed25519 and RSA-PSS.
public enum DetachedSignature {
  /// The signature of `key` over `message`. Throws what `SigningKey.sign(_:)` throws.
  public static func sign(_ message: [UInt8], key: SigningKey) throws(TrustError) -> [UInt8] {
    guard let signature = form(of: try key.sign(message), key.algorithm) else {
      throw OpenSSL.failure()
    }
    return signature
  }

  /// The same form of a signature that COSE has in its own; nil when it is none.
  public static func form(of signature: [UInt8], _ algorithm: SignatureAlgorithm) -> [UInt8]? {
    algorithm.family == .ellipticCurve
      ? ECDSASignature.der(raw: signature, halfCount: signature.count / 2) : signature
  }

  /// Whether `signature` is that of `certificate`'s key over `message`, in the only form `sign` writes:
  /// for ECDSA strict DER with the smaller of the two possible s. Keys that are not written are false.
  public static func verify(
    _ signature: [UInt8], over message: [UInt8], certificate: Certificate
  ) -> Bool {
    guard let algorithm = algorithm(of: certificate) else { return false }
    var raw = signature
    if algorithm == .es256 {
      guard let low = try? ECDSASignature.rawLowS(der: signature),
        ECDSASignature.der(raw: low, halfCount: low.count / 2) == signature
      else { return false }
      raw = low
    }
    return SignatureVerification.verify(
      algorithm, certificate: certificate, message: message, signature: raw)
  }

  /// What the certificate's key signs with; nil for a key that is not written.
  public static func algorithm(of certificate: Certificate) -> SignatureAlgorithm? {
    KeyHandle(publicKeyDER: certificate.publicKeyDER)?.algorithm
  }
}
