import COpenSSL

/// An X.509 certificate (RFC 5280). Reading one says nothing about its standing: that is
/// `CertificateChain`'s work.
public struct Certificate: Hashable, Sendable {
  /// The longest certificate that is read, in bytes.
  public static let mostBytes = 65536

  /// The certificate as it was read.
  public let der: [UInt8]
  /// Whose key it is.
  public let subject: DistinguishedName
  /// Who says so.
  public let issuer: DistinguishedName
  /// The serial number's magnitude, big-endian, without leading zero bytes.
  public let serial: [UInt8]
  /// The first second of its validity, unix time.
  public let notBefore: Int64
  /// The last second of its validity, unix time.
  public let notAfter: Int64
  /// The key as SubjectPublicKeyInfo in DER.
  public let publicKeyDER: [UInt8]

  let handle: CertificateHandle

  /// Reads one certificate in DER, at most 64 KiB, without trailing bytes.
  public init(der: [UInt8]) throws(TrustError) {
    let malformed = TrustError(.malformedCertificate, detail: "not one certificate in DER")
    guard der.count <= Certificate.mostBytes else { throw malformed }
    let found = OpenSSL.decoded(der) {
      d2i_X509(nil, $0, $1)
    } release: {
      X509_free($0)
    }
    guard let found else { throw malformed }
    let handle = CertificateHandle(owning: found)
    guard let notBefore = handle.time(X509_get0_notBefore(found)),
      let notAfter = handle.time(X509_get0_notAfter(found)), let serial = handle.serial()
    else { throw malformed }
    self.der = der
    self.handle = handle
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.serial = serial
    subject = CertificateHandle.name(X509_get_subject_name(found))
    issuer = CertificateHandle.name(X509_get_issuer_name(found))
    publicKeyDER = try OpenSSL.encoded { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(found), $0) }
  }

  /// The SHA-256 digest of the DER.
  public var fingerprint: Digest { Digest.sha256(der) }

  /// The algorithm its key signs with, nil when it is not supported.
  public var keyAlgorithm: SignatureAlgorithm? {
    KeyHandle(publicKeyDER: publicKeyDER)?.algorithm
  }

  /// The certificate as PEM text (RFC 7468 §5).
  public func pem() throws(TrustError) -> [UInt8] {
    try OpenSSL.written { PEM_write_bio_X509($0, handle.pointer) }
  }

  /// The certificates in PEM text of at most 1 MiB, in its order; at most 256. Throws
  /// `malformedCertificate` when there is none, or one that cannot be read, and `tooLarge`.
  public static func all(inPEM pem: [UInt8]) throws(TrustError) -> [Certificate] {
    guard pem.count <= 1 << 20 else { throw TrustError(.tooLarge, detail: "more than 1 MiB") }
    let bio = try OpenSSL.need(BIO_new_mem_buf(pem, CInt(pem.count)))
    defer {
      BIO_free(bio)
      ERR_clear_error()
    }
    var certificates: [Certificate] = []
    while let found = PEM_read_bio_X509(bio, nil, nil, nil) {
      let handle = CertificateHandle(owning: found)
      certificates.append(
        try Certificate(der: try OpenSSL.encoded { i2d_X509(handle.pointer, $0) }))
      if certificates.count > 256 { throw TrustError(.tooLarge, detail: "more than 256") }
    }
    // The end of the text shows as a missing start line; any other reason is a damaged block.
    let isAtEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE
    guard isAtEnd, !certificates.isEmpty else { throw OpenSSL.failure(.malformedCertificate) }
    return certificates
  }

  /// Two certificates are the same when their bytes are.
  public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
