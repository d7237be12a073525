import COpenSSL

/// Bytes locked with a passphrase: for backups and for secrets at rest.
///
/// Layout: `YUANTUBX`, version 1, log2 of scrypt's N, r and p (a byte each), 16 bytes of salt, 12
/// bytes of nonce, then the text encrypted by AES-256-GCM (NIST SP 800-38D) with those 40 bytes as
/// additional data, then its 16 byte tag. The key is scrypt's (RFC 7914).
public enum SealedBox {
  private static let magic = Array("YUANTUBX".utf8)
  private static let version: UInt8 = 1
  private static let saltCount = 16
  private static let nonceCount = 12
  private static let tagCount = 16
  private static let headerCount = 40
  private static let mostBytes = 1 << 30
  private static let cost = Cost(logarithm: 15, blockSize: 8, parallelism: 1)

  private struct Cost {
    let logarithm: UInt8
    let blockSize: UInt8
    let parallelism: UInt8

    /// At most 128 · 2^17 · 16 bytes = 256 MiB and about 16 times our own work.
    var isBounded: Bool {
      (1...17).contains(logarithm) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
    }
  }

  /// Locks `plaintext`, at most 1 GiB (`tooLarge`). The box is 56 bytes longer.
  public static func seal(
    _ plaintext: [UInt8], passphrase: Passphrase, random: some RandomSource
  ) throws(TrustError) -> [UInt8] {
    guard plaintext.count <= mostBytes else {
      throw TrustError(.tooLarge, detail: "more than \(mostBytes) bytes")
    }
    let parameters = [version, cost.logarithm, cost.blockSize, cost.parallelism]
    let header = magic + parameters + (try random.bytes(saltCount + nonceCount))
    let context = try cipher(header: header, cost: cost, passphrase: passphrase, encrypts: true)
    defer { EVP_CIPHER_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: plaintext.count)
    var count: CInt = 0
    try OpenSSL.check(
      EVP_EncryptUpdate(context, &output, &count, plaintext, CInt(plaintext.count)))
    try OpenSSL.check(EVP_EncryptFinal_ex(context, nil, &count))
    var tag = [UInt8](repeating: 0, count: tagCount)
    try OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, CInt(tagCount), &tag))
    return header + output + tag
  }

  /// What `seal` locked. Throws `wrongPassphraseOrDamaged`, or `unsupportedVersion`.
  public static func open(
    _ box: [UInt8], passphrase: Passphrase
  ) throws(TrustError) -> [UInt8] {
    let damaged = TrustError(.wrongPassphraseOrDamaged, detail: "authentication failed")
    guard (headerCount + tagCount...mostBytes + headerCount + tagCount).contains(box.count),
      box.starts(with: magic)
    else { throw damaged }
    guard box[8] == version else {
      throw TrustError(.unsupportedVersion, detail: "version \(box[8])")
    }
    let cost = Cost(logarithm: box[9], blockSize: box[10], parallelism: box[11])
    guard cost.isBounded else { throw damaged }
    let header = Array(box.prefix(headerCount))
    let text = Array(box[headerCount..<box.count - tagCount])
    var tag = Array(box.suffix(tagCount))
    let context = try cipher(header: header, cost: cost, passphrase: passphrase, encrypts: false)
    defer { EVP_CIPHER_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: text.count)
    var count: CInt = 0
    try OpenSSL.check(EVP_DecryptUpdate(context, &output, &count, text, CInt(text.count)))
    try OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, CInt(tagCount), &tag))
    guard EVP_DecryptFinal_ex(context, nil, &count) == 1 else {
      OPENSSL_cleanse(&output, output.count)
      ERR_clear_error()
      throw damaged
    }
    return output
  }

  /// A context that has the key, the nonce and the additional data.
  private static func cipher(
    header: [UInt8], cost: Cost, passphrase: Passphrase, encrypts: Bool
  ) throws(TrustError) -> OpaquePointer {
    let salt = Array(header[12..<12 + saltCount])
    let nonce = Array(header[12 + saltCount..<headerCount])
    var key = try derive(salt: salt, cost: cost, passphrase: passphrase)
    defer { OPENSSL_cleanse(&key, key.count) }
    let context = try OpenSSL.need(EVP_CIPHER_CTX_new())
    var count: CInt = 0
    let isReady =
      EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, encrypts ? 1 : 0) == 1
      && EVP_CipherUpdate(context, nil, &count, header, CInt(header.count)) == 1
    if isReady { return context }
    EVP_CIPHER_CTX_free(context)
    throw OpenSSL.failure()
  }

  private static func derive(
    salt: [UInt8], cost: Cost, passphrase: Passphrase
  ) throws(TrustError) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: 32)
    let result = passphrase.secret.withBytes { bytes in
      EVP_PBE_scrypt(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, salt, salt.count,
        1 << UInt64(cost.logarithm), UInt64(cost.blockSize), UInt64(cost.parallelism),
        512 << 20, &key, key.count)
    }
    try OpenSSL.check(result)
    return key
  }
}
