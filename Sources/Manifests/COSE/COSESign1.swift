public import Trust

/// A COSE_Sign1 signature with a detached payload (RFC 9052 §4.2), as C2PA puts it on claims: tag 18,
/// the algorithm and the certificate chain in the protected header.
public struct COSESign1: Sendable {
  /// The most certificates of a chain.
  public static let mostCertificates = 8

  private static let tag: UInt64 = 18
  static let algorithmLabel: Int64 = 1
  static let criticalLabel: Int64 = 2
  static let chainLabel: Int64 = 33
  static let chainTextLabel = "x5chain"

  /// The protected header's encoding, exactly as signed.
  public let protectedHeader: [UInt8]
  /// The unprotected header, a map. Nothing in it is signed.
  public let unprotectedHeader: CBORValue
  /// The algorithm the protected header names.
  public let algorithm: SignatureAlgorithm
  /// The certificates in DER, the signer's first, not yet looked at.
  public let certificateChain: [[UInt8]]
  /// The signature in COSE's form: for ECDSA r and s of equal width, one after the other.
  public let signature: [UInt8]

  /// Signs `payload` with `key`, whose certificate is the first of `chain`; every other certificate
  /// is followed by its issuer. A root at the end of the chain is left out, for a verifier must
  /// have it from elsewhere.
  ///
  /// Errors: `malformedCertificateChain` when the chain is empty, too long or not the key's,
  /// `signingFailed`.
  public static func sign(
    payload: [UInt8], key: SigningKey, chain: [Certificate]
  ) throws(ManifestError) -> COSESign1 {
    let header = try protectedHeader(algorithm: key.algorithm, chain: chain)
    guard chain[0].publicKeyDER == key.publicKeyDER else {
      throw ManifestError(
        code: .malformedCertificateChain, detail: "the first certificate is not the key's")
    }
    let message = try signedBytes(protectedHeader: header.bytes, payload: payload)
    let signature: [UInt8]
    do throws(TrustError) {
      signature = try key.sign(message)
    } catch {
      throw ManifestError(code: .signingFailed, detail: "\(error.code): \(error.detail)")
    }
    return COSESign1(
      protectedHeader: header.bytes, unprotectedHeader: .map([]), algorithm: key.algorithm,
      certificateChain: header.chain, signature: signature)
  }

  /// The protected header for a chain, and the certificates in it.
  private static func protectedHeader(
    algorithm: SignatureAlgorithm, chain: [Certificate]
  ) throws(ManifestError) -> (bytes: [UInt8], chain: [[UInt8]]) {
    var sent = chain
    if let last = chain.last, chain.count > 1, last.subject == last.issuer { sent.removeLast() }
    guard (1...mostCertificates).contains(sent.count) else {
      throw ManifestError(
        code: .malformedCertificateChain, detail: "\(sent.count) certificates")
    }
    let encodings = sent.map { CBORValue.byteString($0.der) }
    let bytes = try CBOREncoder.encode(
      .map([
        CBOREntry(.integer(algorithmLabel), .integer(Int64(algorithm.rawValue))),
        CBOREntry(.integer(chainLabel), encodings.count == 1 ? encodings[0] : .array(encodings)),
      ]))
    return (bytes, sent.map(\.der))
  }

  /// How many bytes the structure of `sign(payload:key:chain:)` has before anything is put into its
  /// unprotected header; the same for every payload.
  static func byteCount(key: SigningKey, chain: [Certificate]) throws(ManifestError) -> Int {
    let header = try protectedHeader(algorithm: key.algorithm, chain: chain)
    return try COSESign1(
      protectedHeader: header.bytes, unprotectedHeader: .map([]), algorithm: key.algorithm,
      certificateChain: header.chain,
      signature: [UInt8](repeating: 0, count: key.signatureCount)
    ).encoded().count
  }

  /// The same signature with another unprotected header, which nothing protects.
  func with(unprotectedHeader entries: [CBOREntry]) -> COSESign1 {
    COSESign1(
      protectedHeader: protectedHeader, unprotectedHeader: .map(entries), algorithm: algorithm,
      certificateChain: certificateChain, signature: signature)
  }

  /// Reads a tagged COSE_Sign1.
  ///
  /// The chain is found under label 33 or "x5chain", protected or (in old files) unprotected, but
  /// must stand in one place only. The algorithm must be protected. Errors: those of `CBORDecoder`,
  /// `malformedSignature`, `unsupportedAlgorithm`, `malformedCertificateChain`.
  public static func parse(_ bytes: [UInt8]) throws(ManifestError) -> COSESign1 {
    guard case .tag(tag, .array(let parts)) = try CBORDecoder.decode(bytes), parts.count == 4,
      case .byteString(let header) = parts[0], case .map = parts[1], parts[2] == .null,
      case .byteString(let signature) = parts[3]
    else {
      throw ManifestError(
        code: .malformedSignature, detail: "not 18([bstr, map, nil, bstr])")
    }
    let protected = try COSEHeader.parse(header)
    return COSESign1(
      protectedHeader: header, unprotectedHeader: parts[1], algorithm: protected.algorithm,
      certificateChain: try COSEHeader.chain(
        protected: protected.map, unprotected: parts[1]),
      signature: signature)
  }

  /// The tagged structure in deterministic form, with a nil payload.
  public func encoded() throws(ManifestError) -> [UInt8] {
    try CBOREncoder.encode(
      .tag(
        Self.tag,
        .array([
          .byteString(protectedHeader), unprotectedHeader, .null, .byteString(signature),
        ])))
  }

  /// The certificates, the signer's first. Throws `malformedCertificateChain` when one of them
  /// cannot be read. Whether they can be trusted is for `CertificateChain` to say.
  public func certificates() throws(ManifestError) -> [Certificate] {
    var certificates: [Certificate] = []
    for (index, der) in certificateChain.enumerated() {
      do throws(TrustError) {
        certificates.append(try Certificate(der: der))
      } catch {
        throw ManifestError(
          code: .malformedCertificateChain, detail: "certificate \(index): \(error.detail)")
      }
    }
    return certificates
  }

  /// Whether the key of the first certificate made this signature over `payload`. False too when
  /// that certificate cannot be read. Says nothing about whose key it is.
  public func verify(payload: [UInt8]) -> Bool {
    guard let der = certificateChain.first, let leaf = try? Certificate(der: der),
      let message = try? Self.signedBytes(protectedHeader: protectedHeader, payload: payload)
    else { return false }
    return SignatureVerification.verify(
      algorithm, certificate: leaf, message: message, signature: signature)
  }

  /// The Sig_structure (RFC 9052 §4.4) in its encoding: what is signed.
  static func signedBytes(
    protectedHeader: [UInt8], payload: [UInt8]
  ) throws(ManifestError) -> [UInt8] {
    try CBOREncoder.encode(
      .array([
        .textString("Signature1"), .byteString(protectedHeader), .byteString([]),
        .byteString(payload),
      ]))
  }
}
