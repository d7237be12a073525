import COpenSSL
import Glibc

/// A time-stamp token as libcrypto sees it, for the time of one examination.
final class TokenHandle {
  private static let mostCertificates: CInt = 64

  private let pointer: OpaquePointer

  /// Reads one CMS ContentInfo that is signed data over a TSTInfo.
  init(der: [UInt8]) throws(TrustError) {
    guard der.count <= TimestampToken.mostBytes else {
      throw TrustError(.tooLarge, detail: "more than \(TimestampToken.mostBytes) bytes")
    }
    let found = OpenSSL.decoded(der) {
      d2i_CMS_ContentInfo(nil, $0, $1)
    } release: {
      CMS_ContentInfo_free($0)
    }
    guard let found else { throw TokenInformation.malformed("not one CMS ContentInfo in DER") }
    pointer = found
    guard OBJ_obj2nid(CMS_get0_type(found)) == NID_pkcs7_signed,
      OBJ_obj2nid(CMS_get0_eContentType(found)) == NID_id_smime_ct_TSTInfo
    else { throw TokenInformation.malformed("not signed data over a TSTInfo") }
  }

  deinit { CMS_ContentInfo_free(pointer) }

  func information() throws(TrustError) -> TokenInformation {
    guard let content = CMS_get0_content(pointer), let string = content.pointee,
      let start = ASN1_STRING_get0_data(string)
    else { throw TokenInformation.malformed("no content") }
    let count = Int(ASN1_STRING_length(string))
    return try TokenInformation(der: Array(UnsafeBufferPointer(start: start, count: count)))
  }

  func certificates() throws(TrustError) -> [Certificate] {
    guard let all = CMS_get1_certs(pointer) else { return [] }
    defer { yuantu_certificates_release(all) }
    let count = yuantu_certificates_count(all)
    guard count <= Self.mostCertificates else {
      throw TokenInformation.malformed("\(count) certificates")
    }
    var certificates: [Certificate] = []
    for index in 0..<count {
      let certificate = yuantu_certificates_at(all, index)
      certificates.append(try Certificate(der: try OpenSSL.encoded { i2d_X509(certificate, $0) }))
    }
    return certificates
  }

  /// The certificate of the only signer; nil when there is another number of signers, or its
  /// certificate is not in the token.
  func signer() -> Certificate? {
    defer { ERR_clear_error() }
    guard let found = yuantu_token_signer(pointer),
      let der = try? OpenSSL.encoded({ i2d_X509(found, $0) })
    else { return nil }
    return try? Certificate(der: der)
  }

  /// Whether the signer signed with SHA-2.
  var usesAcceptedDigest: Bool {
    [NID_sha256, NID_sha384, NID_sha512].contains(yuantu_token_digest(pointer))
  }

  /// Whether the signature is the signer's key's over this content. Nothing is said about the key.
  func isSigned() -> Bool {
    defer { ERR_clear_error() }
    return CMS_verify(
      pointer, nil, nil, nil, nil, UInt32(CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY)) == 1
  }

  /// Whether the signed attributes name exactly this signer's certificate.
  func names(signer: Certificate, among certificates: [Certificate]) -> Bool {
    defer { ERR_clear_error() }
    guard let all = yuantu_certificates_new() else { return false }
    defer { yuantu_certificates_free(all) }
    for certificate in [signer] + certificates.filter({ $0 != signer }) {
      guard yuantu_certificates_push(all, certificate.handle.pointer) > 0 else { return false }
    }
    return yuantu_token_names_signer(pointer, all) == 1
  }

  /// The signingTime attribute, unix seconds.
  func signingTime() -> Int64? {
    var parts = tm()
    guard let time = yuantu_token_signing_time(pointer), ASN1_TIME_to_tm(time, &parts) == 1
    else {
      ERR_clear_error()
      return nil
    }
    return Int64(timegm(&parts))
  }
}
