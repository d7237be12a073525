public import Trust

/// What is known of a manifest's signature after its validation.
public struct SignatureFacts: Sendable {
  /// Whether the signature fits claim and certificate.
  public var isValid = false
  /// Whether the certificate leads to an anchor.
  public var isTrusted = false
  /// The signer's certificate; nil when it cannot be read.
  public var certificate: Certificate?
  /// The algorithm; nil when it cannot be read.
  public var algorithm: SignatureAlgorithm?
  /// The time of a valid time stamp, unix milliseconds.
  public var stampedAt: Int64?
  /// The same when the authority leads to an anchor.
  public var trustedTime: Int64?
  /// Whose certificate signed the time stamp.
  public var authority: Certificate?
  /// Digest of the COSE signature bytes, what evidence is keyed on.
  public var identifier: Digest?
  var signature: COSESign1?
}
