import COpenSSL

/// Private keys as text: PKCS#8 (RFC 5958) in PEM (RFC 7468).
extension SigningKey {
  private static let mostBytes = 65536
  /// Above this, opening a hostile key file would take minutes.
  private static let mostIterations = 10_000_000

  /// The private key as PEM text. With a passphrase it is encrypted by PBES2 with scrypt (N 16384,
  /// r 8, p 1) and AES-256 in CBC mode (RFC 8018, RFC 7914); without one it is in the clear.
  public func privateKeyPEM(passphrase: Passphrase?) throws(TrustError) -> [UInt8] {
    let plain = try OpenSSL.need(EVP_PKEY2PKCS8(handle.pointer))
    defer { PKCS8_PRIV_KEY_INFO_free(plain) }
    guard let passphrase else {
      return try OpenSSL.written { PEM_write_bio_PKCS8_PRIV_KEY_INFO($0, plain) }
    }
    guard let scheme = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nil, 16, nil, 16384, 8, 1) else {
      throw OpenSSL.failure()
    }
    let encrypted = passphrase.secret.withBytes { bytes in
      PKCS8_set0_pbe(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count), plain, scheme)
    }
    guard let encrypted else {
      X509_ALGOR_free(scheme)
      throw OpenSSL.failure()
    }
    defer { X509_SIG_free(encrypted) }
    return try OpenSSL.written { PEM_write_bio_PKCS8($0, encrypted) }
  }

  /// The public key as PEM text (RFC 7468 §13).
  public func publicKeyPEM() throws(TrustError) -> [UInt8] {
    try OpenSSL.written { PEM_write_bio_PUBKEY($0, handle.pointer) }
  }

  /// The key in the first PEM block of `pem`, at most 64 KiB.
  ///
  /// Throws `passphraseNeeded` or `wrongPassphrase` for an encrypted key, `malformedKey`, and
  /// `unsupportedKey` for other keys than P-256, Ed25519 and RSA of 2048 bits or more, and other
  /// protections than PBES2. A passphrase for a key in the clear is ignored.
  public init(pem: [UInt8], passphrase: Passphrase?) throws(TrustError) {
    let (name, contents) = try SigningKey.block(of: pem)
    let plain =
      switch name {
      case "PRIVATE KEY": SigningKey.plainInfo(contents)
      case "ENCRYPTED PRIVATE KEY": try SigningKey.decrypted(contents, passphrase)
      default: throw TrustError(.malformedKey, detail: "the PEM block is no PKCS#8 key")
      }
    guard let plain else { throw TrustError(.malformedKey, detail: "not PKCS#8") }
    defer { PKCS8_PRIV_KEY_INFO_free(plain) }
    guard let key = EVP_PKCS82PKEY(plain) else { throw OpenSSL.failure(.malformedKey) }
    try self.init(KeyHandle(owning: key))
    try isSound()
  }

  /// The private and the public half must belong together.
  private func isSound() throws(TrustError) {
    let context = try OpenSSL.need(EVP_PKEY_CTX_new(handle.pointer, nil))
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_pairwise_check(context) == 1 else { throw OpenSSL.failure(.malformedKey) }
  }

  private static func plainInfo(_ der: Secret) -> OpaquePointer? {
    der.withBytes { bytes in
      OpenSSL.decoded(Array(bytes)) {
        d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1)
      } release: {
        PKCS8_PRIV_KEY_INFO_free($0)
      }
    }
  }

  private static func decrypted(
    _ der: Secret, _ passphrase: Passphrase?
  ) throws(TrustError) -> OpaquePointer {
    let found = der.withBytes { bytes in
      OpenSSL.decoded(Array(bytes)) {
        d2i_X509_SIG(nil, $0, $1)
      } release: {
        X509_SIG_free($0)
      }
    }
    guard let encrypted = found else {
      throw TrustError(.malformedKey, detail: "not encrypted PKCS#8")
    }
    defer { X509_SIG_free(encrypted) }
    guard (0...mostIterations).contains(yuantu_pbes2_iterations(encrypted)) else {
      throw TrustError(.unsupportedKey, detail: "not PBES2 with scrypt or bounded PBKDF2")
    }
    guard let passphrase else {
      throw TrustError(.passphraseNeeded, detail: "the key is encrypted")
    }
    let plain = passphrase.secret.withBytes { bytes in
      PKCS8_decrypt(
        encrypted, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
    }
    guard let plain else { throw OpenSSL.failure(.wrongPassphrase) }
    return plain
  }

  /// The label and the wiped-when-done contents of the first PEM block.
  private static func block(of pem: [UInt8]) throws(TrustError) -> (String, Secret) {
    guard pem.count <= mostBytes else { throw TrustError(.tooLarge, detail: "more than 64 KiB") }
    let bio = try OpenSSL.need(BIO_new_mem_buf(pem, CInt(pem.count)))
    defer { BIO_free(bio) }
    var name: UnsafeMutablePointer<CChar>?
    var header: UnsafeMutablePointer<CChar>?
    var contents: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard PEM_read_bio(bio, &name, &header, &contents, &count) == 1, let name, let contents else {
      throw OpenSSL.failure(.malformedKey)
    }
    defer {
      yuantu_free(name)
      yuantu_free(header)
      OPENSSL_cleanse(contents, count)
      yuantu_free(contents)
    }
    let bytes = UnsafeBufferPointer(start: contents, count: count)
    return (String(cString: name), Secret(Array(bytes)))
  }
}
