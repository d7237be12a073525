public import Trust

/// A statement and the signature over it, as they are kept and handed on.
///
/// Packed as the CBOR array `[statement, signature]` of two byte strings, in deterministic form only
/// and with an empty unprotected header, so that no byte can change without the record failing.
public struct SignedRecord: Sendable {
  /// The longest packed record, in bytes.
  public static let mostBytes = 1 << 20

  /// The statement's encoding, exactly as signed.
  public let statementBytes: [UInt8]
  /// The signature over it.
  public let signature: COSESign1
  /// The record's packed form.
  public let bytes: [UInt8]

  /// What evidence about a record is keyed on: the digest of the COSE signature bytes.
  ///
  /// One identifier stands for one statement. The reverse does not hold: out of an ECDSA signature
  /// anybody can compute a second one over the same statement, with another identifier, for which
  /// there is then no evidence.
  public var identifier: Digest { Digest.sha256(signature.signature) }

  private init(statementBytes: [UInt8], signature: COSESign1) throws(ManifestError) {
    self.statementBytes = statementBytes
    self.signature = signature
    let packed: CBORValue = .array([
      .byteString(statementBytes), .byteString(try signature.encoded()),
    ])
    bytes = try CBOREncoder.encode(packed)
    guard bytes.count <= Self.mostBytes else {
      throw ManifestError(code: .tooLarge, detail: "\(bytes.count) bytes")
    }
  }

  /// Signs `statement` with `key`, whose certificate is the first of `chain`.
  ///
  /// Errors: those of `RecordStatement.encoded()` and `COSESign1.sign(payload:key:chain:)`.
  public static func sign(
    statement: RecordStatement, key: SigningKey, chain: [Certificate]
  ) throws(ManifestError) -> SignedRecord {
    let payload = try statement.encoded()
    return try SignedRecord(
      statementBytes: payload,
      signature: try COSESign1.sign(payload: payload, key: key, chain: chain))
  }

  /// Reads a packed record; neither its statement nor its signature is looked at yet.
  ///
  /// Errors: `tooLarge` beyond 1 MiB, those of `CBORDecoder` and `COSESign1.parse(_:)`, `wrongType`
  /// for another structure, `notDeterministic` for the same structure in another encoding.
  public static func parse(_ bytes: [UInt8]) throws(ManifestError) -> SignedRecord {
    guard bytes.count <= mostBytes else {
      throw ManifestError(code: .tooLarge, detail: "\(bytes.count) bytes")
    }
    guard case .array(let parts) = try CBORDecoder.decode(bytes), parts.count == 2,
      case .byteString(let statement) = parts[0], case .byteString(let signature) = parts[1]
    else { throw ManifestError(code: .wrongType, detail: "not [bstr, bstr]") }
    let record = try SignedRecord(
      statementBytes: statement, signature: try COSESign1.parse(signature))
    guard record.signature.unprotectedHeader == .map([]) else {
      throw ManifestError(code: .malformedSignature, detail: "the unprotected header is not empty")
    }
    guard record.bytes == bytes else {
      throw ManifestError(code: .notDeterministic, detail: "a packed record")
    }
    return record
  }

  /// The statement, whether or not its signature is good: `check(anchors:at:)` gives one that is.
  ///
  /// Errors: those of `RecordStatement.init(encoded:)`.
  public func unverifiedStatement() throws(ManifestError) -> RecordStatement {
    try RecordStatement(encoded: statementBytes)
  }
}
