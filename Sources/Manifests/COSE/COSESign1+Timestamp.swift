public import Trust

extension COSESign1 {
  /// What evidence about the signed claim is keyed on: the digest of the signature bytes. The
  /// manifest's label is not signed and cannot serve (C2PA 2.2 §8.1).
  public var identifier: Digest { Digest.sha256(signature) }

  /// The token over the signature in the unprotected header (`sigTst2`); nil when there is not exactly one.
  public var timestampToken: [UInt8]? {
    if case .token(let token)? = stamp { token } else { nil }
  }

  /// The bytes that a `sigTst2` time stamp is over (C2PA 2.2 §10.3.2.5, RFC 9338 §3.3): the
  /// countersignature structure whose payload is the signature in its own CBOR encoding.
  ///
  /// Errors: none for a signature that was read or made.
  public func countersignatureMessage() throws(ManifestError) -> [UInt8] {
    let payload = try CBOREncoder.encode(.byteString(signature))
    return try CBOREncoder.encode(
      .array([
        .textString("CounterSignature"), .byteString(protectedHeader), .byteString([]),
        .byteString(payload),
      ]))
  }
}
