public import Trust

/// What one leaf of a batch's tree says, as a CBOR map in deterministic form.
public enum AnchorLeaf: Hashable, Sendable {
  /// A record: `{1: SHA-256 of its COSE signature, ? 2: SHA-256 of the original file, ? 3: SHA-256 of
  /// the issued copy's file, 4: salt of 16 bytes}`. The salt keeps a neighbour in the tree from being
  /// guessed out of its hash.
  case record(Digest, original: Digest?, copy: Digest?, salt: [UInt8])
  /// An earlier subject, stamped again: `{5: SHA-256 of its renewal text, 6: how many tokens the text
  /// names}`.
  case renewal(Digest, tokens: Int)

  /// The bytes of a record's salt.
  public static let saltCount = 16

  /// The encoding: the leaf's data, which the tree hashes.
  public func encoded() throws(ManifestError) -> [UInt8] { try CBOREncoder.encode(value) }

  var value: CBORValue {
    switch self {
    case .record(let record, let original, let copy, let salt):
      var entries = [Self.entry(1, record.bytes)]
      if let original { entries.append(Self.entry(2, original.bytes)) }
      if let copy { entries.append(Self.entry(3, copy.bytes)) }
      return .map(entries + [Self.entry(4, salt)])
    case .renewal(let text, let tokens):
      return .map([
        Self.entry(5, text.bytes), CBOREntry(.unsigned(6), .unsigned(UInt64(tokens))),
      ])
    }
  }

  /// Reads a leaf's map; `wrongType` for any other, or one with more in it.
  init(_ value: CBORValue) throws(ManifestError) {
    let malformed = ManifestError(code: .wrongType, detail: "anchor leaf")
    func digest(_ label: Int64) throws(ManifestError) -> Digest? {
      guard let value = value[label] else { return nil }
      guard case .byteString(let bytes) = value, let digest = Digest(bytes: bytes) else {
        throw malformed
      }
      return digest
    }
    if let record = try digest(1), case .byteString(let salt)? = value[4],
      salt.count == Self.saltCount
    {
      self = .record(record, original: try digest(2), copy: try digest(3), salt: salt)
    } else if let text = try digest(5), let tokens = value[6]?.integer, (1...1024).contains(tokens)
    {
      self = .renewal(text, tokens: Int(tokens))
    } else {
      throw malformed
    }
    guard self.value == value else { throw malformed }
  }

  private static func entry(_ label: UInt64, _ bytes: [UInt8]) -> CBOREntry {
    CBOREntry(.unsigned(label), .byteString(bytes))
  }
}
