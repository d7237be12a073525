import COpenSSL

/// A private key with its certificates in one file (PKCS#12, RFC 7292), as certificate authorities and
/// browsers hand them out.
public struct KeyContainer: Sendable {
  private static let mostBytes = 1 << 20
  private static let mostCertificates: CInt = 16
  /// In all; those that make containers ask for some thousands.
  private static let mostIterations = 2_000_000

  /// The private key.
  public let key: SigningKey
  /// Its certificate first, then the others in the file.
  public let certificates: [Certificate]

  /// Opens a container of at most 1 MiB.
  ///
  /// Throws `wrongPassphrase`, `malformedKey` for something else or a container without a key and its
  /// certificate, `unsupportedKey` for a key that cannot sign here or an encryption that libcrypto's
  /// default provider does not have (RC2 of old exports), `keyMismatch`, `tooLarge`.
  public init(pkcs12 bytes: [UInt8], passphrase: Passphrase) throws(TrustError) {
    guard bytes.count <= Self.mostBytes else {
      throw TrustError(.tooLarge, detail: "more than \(Self.mostBytes) bytes")
    }
    let found = OpenSSL.decoded(bytes) {
      d2i_PKCS12(nil, $0, $1)
    } release: {
      PKCS12_free($0)
    }
    guard let container = found else { throw TrustError(.malformedKey, detail: "not PKCS#12") }
    defer { PKCS12_free(container) }
    var keyPointer: OpaquePointer?
    var leafPointer: OpaquePointer?
    var othersPointer: OpaquePointer?
    var iterations = 0
    // A C string: passphrases hold no zero byte, and the copy ends with one.
    let isOpen = passphrase.secret.withBytes { secret in
      let text = Secret(Array(secret) + [0])
      return text.withBytes { text in
        let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        iterations = yuantu_container_iterations(container, start, Self.mostIterations)
        guard iterations <= Self.mostIterations else { return false }
        guard PKCS12_verify_mac(container, start, -1) == 1 else { return false }
        return PKCS12_parse(container, start, &keyPointer, &leafPointer, &othersPointer) == 1
      }
    }
    defer {
      yuantu_certificates_release(othersPointer)
      X509_free(leafPointer)
    }
    guard iterations <= Self.mostIterations else {
      throw TrustError(.unsupportedKey, detail: "more than \(Self.mostIterations) iterations")
    }
    guard isOpen else {
      EVP_PKEY_free(keyPointer)
      let failure = OpenSSL.failure()
      let isUnsupported = failure.detail == "unsupported"
      throw TrustError(isUnsupported ? .unsupportedKey : .wrongPassphrase, detail: failure.detail)
    }
    guard let keyPointer, let leafPointer else {
      EVP_PKEY_free(keyPointer)
      throw TrustError(.malformedKey, detail: "no key with its certificate in the file")
    }
    key = try SigningKey(KeyHandle(owning: keyPointer))
    let leaf = try Certificate(der: try OpenSSL.encoded { i2d_X509(leafPointer, $0) })
    guard leaf.publicKeyDER == key.publicKeyDER else {
      throw TrustError(.keyMismatch, detail: "the certificate is another key's")
    }
    var certificates = [leaf]
    let count = othersPointer.map { yuantu_certificates_count($0) } ?? 0
    guard count <= Self.mostCertificates else {
      throw TrustError(.tooLarge, detail: "\(count) certificates")
    }
    for index in 0..<max(0, count) {
      let other = yuantu_certificates_at(othersPointer, index)
      certificates.append(try Certificate(der: try OpenSSL.encoded { i2d_X509(other, $0) }))
    }
    self.certificates = certificates
  }
}
