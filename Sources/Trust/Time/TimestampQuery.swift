import COpenSSL

/// A request for a time stamp (RFC 3161 §2.4.1): version 1, an imprint, a nonce, and the wish for the
/// authority's certificate.
public struct TimestampQuery: Sendable {
  private static let nonceCount = 8

  /// The TimeStampReq in DER.
  public let der: [UInt8]
  /// The hash the stamp is asked for, SHA-256.
  public let imprint: [UInt8]
  /// What the token must repeat: the magnitude, without leading zero bytes.
  let nonce: [UInt8]

  /// A query for a stamp over `message`, with a nonce of 64 bits from `random`.
  public init(message: [UInt8], random: any RandomSource) throws(TrustError) {
    imprint = HashAlgorithm.sha256.hash(message)
    nonce = Array(try random.bytes(Self.nonceCount).drop { $0 == 0 })
    let request = try OpenSSL.need(TS_REQ_new())
    defer { TS_REQ_free(request) }
    try OpenSSL.check(TS_REQ_set_version(request, 1))
    try OpenSSL.check(TS_REQ_set_cert_req(request, 1))
    try Self.set(imprint: imprint, in: request)
    try Self.set(nonce: nonce, in: request)
    der = try OpenSSL.encoded { i2d_TS_REQ(request, $0) }
  }

  private static func set(imprint: [UInt8], in request: OpaquePointer) throws(TrustError) {
    let stamped = try OpenSSL.need(TS_MSG_IMPRINT_new())
    defer { TS_MSG_IMPRINT_free(stamped) }
    guard let algorithm = X509_ALGOR_new() else { throw OpenSSL.failure() }
    defer { X509_ALGOR_free(algorithm) }
    X509_ALGOR_set_md(algorithm, EVP_sha256())
    try OpenSSL.check(TS_MSG_IMPRINT_set_algo(stamped, algorithm))
    var bytes = imprint
    try OpenSSL.check(TS_MSG_IMPRINT_set_msg(stamped, &bytes, CInt(bytes.count)))
    try OpenSSL.check(TS_REQ_set_msg_imprint(request, stamped))
  }

  private static func set(nonce: [UInt8], in request: OpaquePointer) throws(TrustError) {
    let number = try OpenSSL.need(BN_bin2bn(nonce, CInt(nonce.count), nil))
    defer { BN_free(number) }
    guard let integer = BN_to_ASN1_INTEGER(number, nil) else { throw OpenSSL.failure() }
    defer { ASN1_INTEGER_free(integer) }
    try OpenSSL.check(TS_REQ_set_nonce(request, integer))
  }
}
