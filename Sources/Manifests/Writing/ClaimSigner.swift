public import Trust

/// Who signs a claim, and who says when.
public struct ClaimSigner: Sendable {
  /// The signing key.
  public var key: SigningKey
  /// Its certificate first, each followed by its issuer.
  public var chain: [Certificate]
  /// Gets a time-stamp token (RFC 3161, the bare token in DER) over a message; nil when none is wanted.
  public var timestamp: (@Sendable ([UInt8]) throws -> [UInt8])?
  /// Bytes kept free for a token inside an embedded store; a larger token costs a second try.
  public var tokenRoom: Int

  /// A signer without time stamps.
  public init(
    key: SigningKey, chain: [Certificate],
    timestamp: (@Sendable ([UInt8]) throws -> [UInt8])? = nil, tokenRoom: Int = 6144
  ) {
    self.key = key
    self.chain = chain
    self.timestamp = timestamp
    self.tokenRoom = tokenRoom
  }

  /// The bytes of the signature box's content, when a token of `room` bytes is to fit.
  func byteCount(room: Int) throws(ManifestError) -> Int {
    let plain = try COSESign1.byteCount(key: key, chain: chain)
    return timestamp == nil ? plain : plain + room + Self.tokenFrame
  }

  /// What stands around a token: keys, heads and the padding's own.
  private static let tokenFrame = 64

  /// Signs `claim` and has the signature stamped. Errors: `signingFailed`,
  /// `malformedCertificateChain`, `stampingFailed`.
  func sign(_ claim: [UInt8]) throws(ManifestError) -> (signature: COSESign1, token: [UInt8]?) {
    let signature = try COSESign1.sign(payload: claim, key: key, chain: chain)
    guard let timestamp else { return (signature, nil) }
    let message = try signature.countersignatureMessage()
    do {
      let token = try timestamp(message)
      return (signature.stamped(token), token)
    } catch {
      throw ManifestError(code: .stampingFailed, detail: "\(error)")
    }
  }
}
