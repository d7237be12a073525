import COpenSSL
import Glibc

/// Path validation.
public enum CertificateChain {
  private static let mostCertificates = 64
  private static let mostDepth: CInt = 8

  /// The standing of `leaf` at `time` (unix seconds): RFC 5280 §6 path validation to one of
  /// `anchors` (self-signed roots), as strictly as libcrypto does it, and the C2PA certificate
  /// profile. `intermediates` may stand in any order. Revocation is not looked at. The very last
  /// second of a validity counts as past, as it does in libcrypto.
  public static func verify(
    leaf: Certificate, intermediates: [Certificate], anchors: [Certificate], at time: Int64
  ) -> ChainResult {
    guard intermediates.count <= mostCertificates else { return .invalid(.tooManyCertificates) }
    if let fault = CertificateProfile.fault(ofLeaf: leaf) { return .invalid(fault) }
    for certificate in intermediates {
      if let fault = CertificateProfile.fault(ofAuthority: certificate) { return .invalid(fault) }
    }
    return result(leaf, intermediates, anchors, time, purpose: nil)
  }

  /// The standing of a time-stamp authority's certificate at `time` (unix seconds): path validation
  /// to one of `anchors`, and the purpose of RFC 3161 §2.3: an extended key usage that is critical
  /// and holds time stamping alone.
  public static func verify(
    authority: Certificate, intermediates: [Certificate], anchors: [Certificate], at time: Int64
  ) -> ChainResult {
    guard intermediates.count <= mostCertificates else { return .invalid(.tooManyCertificates) }
    return result(
      authority, intermediates, anchors, time, purpose: X509_PURPOSE_TIMESTAMP_SIGN)
  }

  private static func result(
    _ leaf: Certificate, _ intermediates: [Certificate], _ anchors: [Certificate], _ time: Int64,
    purpose: CInt?
  ) -> ChainResult {
    do throws(TrustError) {
      return result(of: try validate(leaf, intermediates, anchors, time_t(time), purpose))
    } catch {
      return .invalid(.path)
    }
  }

  /// Libcrypto's verdict, one of `X509_V_…`.
  private static func validate(
    _ leaf: Certificate, _ intermediates: [Certificate], _ anchors: [Certificate], _ time: time_t,
    _ purpose: CInt?
  ) throws(TrustError) -> CInt {
    defer { ERR_clear_error() }
    let store = try OpenSSL.need(X509_STORE_new())
    defer { X509_STORE_free(store) }
    for anchor in anchors { try OpenSSL.check(X509_STORE_add_cert(store, anchor.handle.pointer)) }
    let others = try OpenSSL.need(yuantu_certificates_new())
    defer { yuantu_certificates_free(others) }
    for certificate in intermediates {
      guard yuantu_certificates_push(others, certificate.handle.pointer) > 0 else {
        throw OpenSSL.failure()
      }
    }
    let context = try OpenSSL.need(X509_STORE_CTX_new())
    defer { X509_STORE_CTX_free(context) }
    try OpenSSL.check(X509_STORE_CTX_init(context, store, leaf.handle.pointer, others))
    let parameters = X509_STORE_CTX_get0_param(context)
    X509_VERIFY_PARAM_set_time(parameters, time)
    X509_VERIFY_PARAM_set_depth(parameters, mostDepth)
    // 112 bits of security: no SHA-1, no short keys, anywhere in the path.
    X509_VERIFY_PARAM_set_auth_level(parameters, 2)
    if let purpose {
      // Other people's certificates: RFC 5280 as libcrypto has it, without its stricter extras.
      try OpenSSL.check(X509_VERIFY_PARAM_set_purpose(parameters, purpose))
    } else {
      try OpenSSL.check(
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_X509_STRICT)))
    }
    let verdict = X509_verify_cert(context)
    let reason = X509_STORE_CTX_get_error(context)
    return verdict == 1 || reason != X509_V_OK ? reason : X509_V_ERR_UNSPECIFIED
  }

  private static func result(of reason: CInt) -> ChainResult {
    switch reason {
    case X509_V_OK: .trusted
    case X509_V_ERR_CERT_HAS_EXPIRED: .expired
    case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
      .untrusted
    case X509_V_ERR_CERT_SIGNATURE_FAILURE: .invalid(.signature)
    case X509_V_ERR_INVALID_CA, X509_V_ERR_PATH_LENGTH_EXCEEDED,
      X509_V_ERR_KEYUSAGE_NO_CERTSIGN, X509_V_ERR_CA_BCONS_NOT_CRITICAL:
      .invalid(.authority)
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, X509_V_ERR_INVALID_EXTENSION:
      .invalid(.criticalExtension)
    case X509_V_ERR_INVALID_PURPOSE: .invalid(.extendedKeyUsage)
    case X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER: .invalid(.authorityKeyIdentifier)
    case X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER: .invalid(.subjectKeyIdentifier)
    case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL: .invalid(.publicKey)
    case X509_V_ERR_CA_MD_TOO_WEAK: .invalid(.signatureAlgorithm)
    default: .invalid(.path)
    }
  }
}
