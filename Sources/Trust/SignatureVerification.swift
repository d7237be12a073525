import COpenSSL

/// Checks signatures of keys that are not ours.
public enum SignatureVerification {
  /// Whether `signature` (in COSE's form) is `publicKeyDER`'s (a SubjectPublicKeyInfo) over
  /// `message`. False too when the key is malformed or not one for `algorithm`.
  public static func verify(
    _ algorithm: SignatureAlgorithm, publicKeyDER: [UInt8], message: [UInt8], signature: [UInt8]
  ) -> Bool {
    guard let key = KeyHandle(publicKeyDER: publicKeyDER) else { return false }
    return verify(algorithm, key, message: message, signature: signature)
  }

  /// The same with the key in `certificate`, whose own standing is not looked at.
  public static func verify(
    _ algorithm: SignatureAlgorithm, certificate: Certificate, message: [UInt8],
    signature: [UInt8]
  ) -> Bool {
    verify(
      algorithm, publicKeyDER: certificate.publicKeyDER, message: message, signature: signature)
  }

  /// Whether an ES256 signature on P-256 has the smaller of its two possible s; true for every other
  /// algorithm, none of which has this freedom.
  public static func isCanonical(_ algorithm: SignatureAlgorithm, signature: [UInt8]) -> Bool {
    algorithm != .es256 || ECDSASignature.isLowS(raw: signature)
  }

  private static func verify(
    _ algorithm: SignatureAlgorithm, _ key: KeyHandle, message: [UInt8], signature: [UInt8]
  ) -> Bool {
    guard key.family == algorithm.family, let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var parameters: OpaquePointer?
    let digest = algorithm.hash?.method
    guard EVP_DigestVerifyInit(context, &parameters, digest, nil, key.pointer) == 1 else {
      return false
    }
    var libraryForm = signature
    switch algorithm.family {
    case .ellipticCurve:
      let halfCount = (Int(EVP_PKEY_get_bits(key.pointer)) + 7) / 8
      guard let der = ECDSASignature.der(raw: signature, halfCount: halfCount) else { return false }
      libraryForm = der
    case .rsa: guard yuantu_use_pss(parameters, digest) == 1 else { return false }
    case .edwards: break
    }
    return EVP_DigestVerify(context, libraryForm, libraryForm.count, message, message.count) == 1
  }
}
