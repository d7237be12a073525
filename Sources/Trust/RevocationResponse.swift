import COpenSSL
import Glibc

/// Reads OCSP responses (RFC 6960) that came with a signature. Nothing is fetched.
public enum RevocationResponse {
  /// The longest response that is read, in bytes.
  public static let mostBytes = 65536

  /// What a response says about a certificate.
  public enum Status: Sendable, Equatable {
    /// Not revoked at that time.
    case good
    /// Revoked by that time; since when, unix seconds.
    case revoked(since: Int64)
    /// The responder does not know the certificate.
    case unknown
    /// Not signed by the issuer or for it, about another certificate, out of date, or malformed.
    case unusable
  }

  /// What `response` (in DER) says about `certificate` at `time` (unix seconds). A certificate that was
  /// revoked after that time counts as good.
  public static func status(
    of certificate: Certificate, issuers: [Certificate], anchors: [Certificate],
    response: [UInt8], at time: Int64
  ) -> Status {
    guard response.count <= mostBytes, let store = X509_STORE_new(),
      let list = yuantu_certificates_new()
    else { return .unusable }
    defer {
      X509_STORE_free(store)
      yuantu_certificates_free(list)
      ERR_clear_error()
    }
    for anchor in anchors { X509_STORE_add_cert(store, anchor.handle.pointer) }
    for issuer in issuers { _ = yuantu_certificates_push(list, issuer.handle.pointer) }
    var since: time_t = 0
    return
      switch yuantu_ocsp_status(
        response, response.count, certificate.handle.pointer, list, store, time_t(time), &since)
    {
    case 0: .good
    case 1: .revoked(since: Int64(since))
    case 2: .unknown
    default: .unusable
    }
  }
}
