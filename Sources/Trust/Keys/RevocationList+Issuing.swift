import COpenSSL
import Glibc

extension RevocationList {
  /// A list is to be renewed after so many days; a reader without network keeps it longer.
  private static let days: Int64 = 3650

  /// A list of `entries` signed by `root`, whose key is `rootKey`, at `now` (unix seconds). Each entry's
  /// revocation date is now, and its invalidity date the moment since when it holds (RFC 5280 §5.3.2).
  public static func issue(
    _ entries: [Revocation], root: Certificate, rootKey: SigningKey, now: Int64
  ) throws(TrustError) -> RevocationList {
    guard root.publicKeyDER == rootKey.publicKeyDER else {
      throw TrustError(.keyMismatch, detail: "the root has another key")
    }
    let list = try OpenSSL.need(X509_CRL_new())
    defer { X509_CRL_free(list) }
    try OpenSSL.check(X509_CRL_set_version(list, 1))
    try OpenSSL.check(
      X509_CRL_set_issuer_name(list, X509_get_subject_name(root.handle.pointer)))
    try withTime(now) { (time) throws(TrustError) in
      try OpenSSL.check(X509_CRL_set1_lastUpdate(list, time))
    }
    try withTime(now + days * 86400) { (time) throws(TrustError) in
      try OpenSSL.check(X509_CRL_set1_nextUpdate(list, time))
    }
    for entry in entries { try add(entry, to: list, now: now) }
    try OpenSSL.check(X509_CRL_sort(list))
    let digest = rootKey.algorithm == .edDSA ? nil : EVP_sha256()
    guard X509_CRL_sign(list, rootKey.handle.pointer, digest) > 0 else {
      throw OpenSSL.failure()
    }
    return try RevocationList(der: try OpenSSL.encoded { i2d_X509_CRL(list, $0) })
  }

  private static func add(
    _ entry: Revocation, to list: OpaquePointer, now: Int64
  ) throws(TrustError) {
    let revoked = try OpenSSL.need(X509_REVOKED_new())
    do throws(TrustError) {
      try fill(revoked, entry, now: now)
      try OpenSSL.check(X509_CRL_add0_revoked(list, revoked))
    } catch {
      X509_REVOKED_free(revoked)
      throw error
    }
  }

  private static func fill(
    _ revoked: OpaquePointer, _ entry: Revocation, now: Int64
  ) throws(TrustError) {
    let number = try OpenSSL.need(BN_bin2bn(entry.serial, CInt(entry.serial.count), nil))
    defer { BN_free(number) }
    guard let serial = BN_to_ASN1_INTEGER(number, nil) else { throw OpenSSL.failure() }
    defer { ASN1_INTEGER_free(serial) }
    try OpenSSL.check(X509_REVOKED_set_serialNumber(revoked, serial))
    try withTime(now) { (time) throws(TrustError) in
      try OpenSSL.check(X509_REVOKED_set_revocationDate(revoked, time))
    }
    guard let since = ASN1_GENERALIZEDTIME_set(nil, time_t(entry.since)) else {
      throw OpenSSL.failure(.invalidValidity)
    }
    defer { ASN1_GENERALIZEDTIME_free(since) }
    try OpenSSL.check(X509_REVOKED_add1_ext_i2d(revoked, NID_invalidity_date, since, 0, 0))
    guard let reason = entry.reason, reason != .unspecified else { return }
    guard let enumerated = ASN1_ENUMERATED_new() else { throw OpenSSL.failure() }
    defer { ASN1_ENUMERATED_free(enumerated) }
    try OpenSSL.check(ASN1_ENUMERATED_set(enumerated, reason.rawValue))
    try OpenSSL.check(X509_REVOKED_add1_ext_i2d(revoked, NID_crl_reason, enumerated, 0, 0))
  }

  private static func withTime(
    _ seconds: Int64, _ use: (UnsafeMutablePointer<ASN1_TIME>) throws(TrustError) -> Void
  ) throws(TrustError) {
    guard let time = ASN1_TIME_set(nil, time_t(seconds)) else {
      throw OpenSSL.failure(.invalidValidity)
    }
    defer { ASN1_TIME_free(time) }
    try use(time)
  }
}
