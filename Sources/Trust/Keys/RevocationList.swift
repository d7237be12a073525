import COpenSSL
import Glibc

/// A certificate revocation list (RFC 5280 §5): what an authority says it takes back.
public struct RevocationList: Hashable, Sendable {
  /// The longest list that is read, in bytes.
  public static let mostBytes = 1 << 20

  /// The list as it was read.
  public let der: [UInt8]
  /// Whose list it is.
  public let issuer: DistinguishedName
  /// What is taken back.
  public let entries: [Revocation]

  /// Reads one list in DER, at most 1 MiB. Throws `malformedCertificate`, also for a list with a
  /// critical extension, and `tooLarge`. Its signature is looked at by `isSigned(by:)`.
  public init(der: [UInt8]) throws(TrustError) {
    guard der.count <= Self.mostBytes else {
      throw TrustError(.tooLarge, detail: "more than \(Self.mostBytes) bytes")
    }
    let list = try Self.handle(der)
    defer { X509_CRL_free(list) }
    guard yuantu_list_has_critical_extension(list) == 0 else {
      throw TrustError(.malformedCertificate, detail: "a critical extension of a revocation list")
    }
    var entries: [Revocation] = []
    for index in 0..<max(0, yuantu_revoked_count(list)) {
      entries.append(try Self.revocation(yuantu_revoked_at(list, index)))
    }
    self.der = der
    self.entries = entries
    issuer = CertificateHandle.name(X509_CRL_get_issuer(list))
  }

  /// The lists in PEM text of at most 4 MiB, in its order, at most 64; none when there are none.
  public static func all(inPEM pem: [UInt8]) throws(TrustError) -> [RevocationList] {
    guard pem.count <= 4 << 20 else { throw TrustError(.tooLarge, detail: "more than 4 MiB") }
    let bio = try OpenSSL.need(BIO_new_mem_buf(pem, CInt(pem.count)))
    defer {
      BIO_free(bio)
      ERR_clear_error()
    }
    var lists: [RevocationList] = []
    while let found = PEM_read_bio_X509_CRL(bio, nil, nil, nil) {
      defer { X509_CRL_free(found) }
      lists.append(try RevocationList(der: try OpenSSL.encoded { i2d_X509_CRL(found, $0) }))
      if lists.count > 64 { throw TrustError(.tooLarge, detail: "more than 64") }
    }
    guard ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE else {
      throw OpenSSL.failure(.malformedCertificate)
    }
    return lists
  }

  /// The list as PEM text.
  public func pem() throws(TrustError) -> [UInt8] {
    let list = try Self.handle(der)
    defer { X509_CRL_free(list) }
    return try OpenSSL.written { PEM_write_bio_X509_CRL($0, list) }
  }

  /// Whether `issuer` has the list's name and made its signature.
  public func isSigned(by issuer: Certificate) -> Bool {
    guard issuer.subject == self.issuer, let key = KeyHandle(publicKeyDER: issuer.publicKeyDER),
      let list = try? Self.handle(der)
    else { return false }
    defer {
      X509_CRL_free(list)
      ERR_clear_error()
    }
    return X509_CRL_verify(list, key.pointer) == 1
  }

  /// What the list says about `certificate`; nil when it says nothing, or is another issuer's.
  public func revocation(of certificate: Certificate) -> Revocation? {
    guard certificate.issuer == issuer else { return nil }
    return entries.filter { $0.serial == certificate.serial }.min { $0.since < $1.since }
  }

  static func handle(_ der: [UInt8]) throws(TrustError) -> OpaquePointer {
    let found = OpenSSL.decoded(der) {
      d2i_X509_CRL(nil, $0, $1)
    } release: {
      X509_CRL_free($0)
    }
    guard let found else {
      throw TrustError(.malformedCertificate, detail: "not one revocation list in DER")
    }
    return found
  }

  private static func revocation(_ entry: OpaquePointer?) throws(TrustError) -> Revocation {
    let malformed = TrustError(.malformedCertificate, detail: "entry of a revocation list")
    guard let entry, let serial = magnitude(X509_REVOKED_get0_serialNumber(entry)) else {
      throw malformed
    }
    var since = seconds(X509_REVOKED_get0_revocationDate(entry))
    var critical: CInt = 0
    if let date = X509_REVOKED_get_ext_d2i(entry, NID_invalidity_date, &critical, nil) {
      let time = date.assumingMemoryBound(to: ASN1_GENERALIZEDTIME.self)
      defer { ASN1_GENERALIZEDTIME_free(time) }
      since = seconds(time) ?? since
    }
    guard let since else { throw malformed }
    var reason: Revocation.Reason? = .unspecified
    if let number = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, &critical, nil) {
      let enumerated = number.assumingMemoryBound(to: ASN1_ENUMERATED.self)
      defer { ASN1_ENUMERATED_free(enumerated) }
      reason = Revocation.Reason(rawValue: ASN1_ENUMERATED_get(enumerated))
    }
    ERR_clear_error()
    return Revocation(serial: serial, since: since, reason: reason)
  }

  private static func magnitude(_ integer: UnsafePointer<ASN1_INTEGER>?) -> [UInt8]? {
    guard let integer, let start = ASN1_STRING_get0_data(integer) else { return nil }
    let bytes = UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(integer)))
    return Array(bytes.drop { $0 == 0 })
  }

  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Int64(timegm(&parts))
  }
}
