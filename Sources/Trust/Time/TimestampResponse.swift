import COpenSSL

/// An authority's answer (RFC 3161 §2.4.2): a status, and a token when it grants one.
struct TimestampResponse {
  /// Whether a token was granted (status 0 or 1).
  let isGranted: Bool
  /// The status in a few technical words.
  let status: String
  private let token: [UInt8]?

  /// Reads one TimeStampResp in DER, at most 64 KiB, without trailing bytes.
  init(der: [UInt8]) throws(TrustError) {
    guard der.count <= TimestampToken.mostBytes else {
      throw TrustError(.tooLarge, detail: "more than \(TimestampToken.mostBytes) bytes")
    }
    let found = OpenSSL.decoded(der) {
      d2i_TS_RESP(nil, $0, $1)
    } release: {
      TS_RESP_free($0)
    }
    guard let response = found else {
      throw TokenInformation.malformed("not one TimeStampResp in DER")
    }
    defer { TS_RESP_free(response) }
    let information = TS_RESP_get_status_info(response)
    let number = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(information))
    isGranted = number == TS_STATUS_GRANTED || number == TS_STATUS_GRANTED_WITH_MODS
    var text = [CChar](repeating: 0, count: 256)
    yuantu_response_text(information, &text, CInt(text.count))
    let words = String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    status = words.isEmpty ? "status \(number)" : "status \(number): \(words)"
    if let found = TS_RESP_get_token(response) {
      token = try OpenSSL.encoded { i2d_PKCS7(found, $0) }
    } else {
      token = nil
    }
  }

  /// The token's DER. Throws `malformedToken` when none was granted.
  func grantedToken() throws(TrustError) -> [UInt8] {
    guard isGranted, let token else { throw TokenInformation.malformed(status) }
    return token
  }
}
