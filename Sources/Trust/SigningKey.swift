import COpenSSL

/// A private key to sign with: ECDSA on P-256.
public struct SigningKey: Sendable {
  /// The algorithm of its signatures.
  public var algorithm: SignatureAlgorithm { .es256 }

  /// The public key as SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7).
  public let publicKeyDER: [UInt8]

  let handle: KeyHandle

  init(_ handle: KeyHandle) throws(TrustError) {
    guard handle.algorithm == .es256 else {
      throw TrustError(.unsupportedKey, detail: "not a P-256 key")
    }
    self.handle = handle
    publicKeyDER = try handle.publicKeyDER()
  }

  /// A new key from libcrypto's own entropy.
  public static func generate() throws(TrustError) -> SigningKey {
    try SigningKey(KeyHandle(owning: try OpenSSL.need(yuantu_generate_p256())))
  }

  /// The signature over `message`, hashed with SHA-256: r and s, 64 bytes in all. Two signatures
  /// over one message differ.
  public func sign(_ message: [UInt8]) throws(TrustError) -> [UInt8] {
    let context = try OpenSSL.need(EVP_MD_CTX_new())
    defer { EVP_MD_CTX_free(context) }
    try OpenSSL.check(EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle.pointer))
    var der = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(handle.pointer)))
    var count = der.count
    try OpenSSL.check(EVP_DigestSign(context, &der, &count, message, message.count))
    return try ECDSASignature.raw(der: Array(der.prefix(count)))
  }
}
