import COpenSSL

/// A private key to sign with: ECDSA on P-256, Ed25519, or RSA of 2048 bits and more with PSS.
public struct SigningKey: Sendable {
  /// The algorithm of its signatures.
  public let algorithm: SignatureAlgorithm

  /// The public key as SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7).
  public let publicKeyDER: [UInt8]

  let handle: KeyHandle

  init(_ handle: KeyHandle) throws(TrustError) {
    guard let algorithm = handle.algorithm, Self.written.contains(algorithm) else {
      throw TrustError(.unsupportedKey, detail: "not P-256, Ed25519 or RSA of 2048 bits")
    }
    self.handle = handle
    self.algorithm = algorithm
    publicKeyDER = try handle.publicKeyDER()
  }

  private static let written: Set<SignatureAlgorithm> = [.es256, .edDSA, .ps256]

  /// A new key from libcrypto's own entropy, for ES256, EdDSA or PS256 (RSA of 3072 bits). Throws
  /// `unsupportedKey` for another algorithm.
  public static func generate(
    _ algorithm: SignatureAlgorithm = .es256
  ) throws(TrustError) -> SigningKey {
    let key =
      switch algorithm {
      case .es256: yuantu_generate_p256()
      case .edDSA: yuantu_generate_ed25519()
      case .ps256: yuantu_generate_rsa(3072)
      case .es384, .es512, .ps384, .ps512:
        throw TrustError(.unsupportedKey, detail: "only ES256, EdDSA and PS256 are written")
      }
    return try SigningKey(KeyHandle(owning: try OpenSSL.need(key)))
  }

  /// The bytes of every signature of this key.
  public var signatureCount: Int {
    algorithm == .ps256 ? Int(EVP_PKEY_get_size(handle.pointer)) : 64
  }

  /// The signature over `message` in COSE's form. For ES256 r and s, 64 bytes in all, with the
  /// smaller of the two possible s. Two signatures of ES256 and PS256 over one message differ.
  public func sign(_ message: [UInt8]) throws(TrustError) -> [UInt8] {
    let context = try OpenSSL.need(EVP_MD_CTX_new())
    defer { EVP_MD_CTX_free(context) }
    var parameters: OpaquePointer?
    try OpenSSL.check(
      EVP_DigestSignInit(context, &parameters, algorithm.hash?.method, nil, handle.pointer))
    if algorithm == .ps256 { try OpenSSL.check(yuantu_use_pss(parameters, EVP_sha256())) }
    var bytes = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(handle.pointer)))
    var count = bytes.count
    try OpenSSL.check(EVP_DigestSign(context, &bytes, &count, message, message.count))
    let signature = Array(bytes.prefix(count))
    return algorithm == .es256 ? try ECDSASignature.rawLowS(der: signature) : signature
  }
}
