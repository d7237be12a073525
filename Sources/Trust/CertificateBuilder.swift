import COpenSSL
import Glibc

/// A certificate in the making.
final class CertificateBuilder {
  /// The extensions we write.
  enum Extension {
    case basicConstraints, keyUsage, extendedKeyUsage, subjectKeyIdentifier
    case authorityKeyIdentifier, subjectAlternativeName

    var number: CInt {
      switch self {
      case .basicConstraints: NID_basic_constraints
      case .keyUsage: NID_key_usage
      case .extendedKeyUsage: NID_ext_key_usage
      case .subjectKeyIdentifier: NID_subject_key_identifier
      case .authorityKeyIdentifier: NID_authority_key_identifier
      case .subjectAlternativeName: NID_subject_alt_name
      }
    }
  }

  private let certificate: OpaquePointer

  init(serial: [UInt8]) throws(TrustError) {
    certificate = try OpenSSL.need(X509_new())
    try OpenSSL.check(X509_set_version(certificate, 2))
    let number = try OpenSSL.need(BN_bin2bn(serial, CInt(serial.count), nil))
    defer { BN_free(number) }
    guard BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil else {
      throw OpenSSL.failure()
    }
  }

  deinit { X509_free(certificate) }

  /// The issuer is the subject itself when there is none.
  func setNames(
    subject: DistinguishedName, issuer: CertificateHandle? = nil
  ) throws(TrustError) {
    let name = X509_get_subject_name(certificate)
    if let country = subject.country {
      guard country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0) }) else {
        throw TrustError(.invalidName, detail: "country")
      }
      try add(country, NID_countryName, to: name)
    }
    try add(subject.organization, NID_organizationName, to: name)
    try add(subject.organizationalUnit, NID_organizationalUnitName, to: name)
    try add(subject.commonName, NID_commonName, to: name)
    let issuerName = issuer.map { X509_get_subject_name($0.pointer) } ?? name
    try OpenSSL.check(X509_set_issuer_name(certificate, issuerName))
  }

  private func add(_ text: String?, _ kind: CInt, to name: OpaquePointer?) throws(TrustError) {
    guard let text else { return }
    let hasForbidden = text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    guard !hasForbidden, !isBlank, text.unicodeScalars.count <= 64 else {
      throw TrustError(.invalidName, detail: "1 to 64 printable characters are needed")
    }
    let bytes = Array(text.utf8)
    try OpenSSL.check(
      X509_NAME_add_entry_by_NID(name, kind, MBSTRING_UTF8, bytes, CInt(bytes.count), -1, 0))
  }

  func setValidity(from first: Int64, to last: Int64) throws(TrustError) {
    // RFC 5280 §4.1.2.5 has no other years than 1950 … 9999.
    guard first >= -631_152_000, last <= 253_402_300_799, first <= last,
      ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(first)) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(last)) != nil
    else { throw TrustError(.invalidValidity, detail: "from \(first) to \(last)") }
  }

  func setPublicKey(_ key: KeyHandle) throws(TrustError) {
    try OpenSSL.check(X509_set_pubkey(certificate, key.pointer))
  }

  /// Values are in libcrypto's configuration syntax; only constants of ours and checked host names
  /// reach it.
  func addExtensions(
    issuer: CertificateHandle?, _ values: KeyValuePairs<Extension, String>
  ) throws(TrustError) {
    var context = X509V3_CTX()
    X509V3_set_ctx(&context, issuer?.pointer ?? certificate, certificate, nil, nil, 0)
    for (kind, value) in values {
      let item = try OpenSSL.need(X509V3_EXT_conf_nid(nil, &context, kind.number, value))
      defer { X509_EXTENSION_free(item) }
      try OpenSSL.check(X509_add_ext(certificate, item, -1))
    }
  }

  func signed(by key: KeyHandle) throws(TrustError) -> Certificate {
    // Ed25519 hashes by itself.
    let digest = key.family == .edwards ? nil : EVP_sha256()
    guard X509_sign(certificate, key.pointer, digest) > 0 else { throw OpenSSL.failure() }
    return try Certificate(der: try OpenSSL.encoded { i2d_X509(certificate, $0) })
  }
}
