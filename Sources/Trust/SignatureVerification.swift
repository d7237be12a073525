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

  private static func verify(
    _ algorithm: SignatureAlgorithm, _ key: KeyHandle, message: [UInt8], signature: [UInt8]
  ) -> Bool {
    guard key.algorithm == algorithm, let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var parameters: OpaquePointer?
    let digest = algorithm == .edDSA ? nil : EVP_sha256()
    guard EVP_DigestVerifyInit(context, &parameters, digest, nil, key.pointer) == 1 else {
      return false
    }
    var libraryForm = signature
    switch algorithm {
    case .es256:
      guard let der = ECDSASignature.der(raw: signature) else { return false }
      libraryForm = der
    case .ps256:
      guard EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1,
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, CInt(Digest.byteCount)) == 1,
        EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256()) == 1
      else { return false }
    case .edDSA: break
    }
    return EVP_DigestVerify(context, libraryForm, libraryForm.count, message, message.count) == 1
  }
}
