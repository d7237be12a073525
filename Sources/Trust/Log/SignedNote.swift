/// A text with signature lines below it (C2SP signed-note), of which we write and check those of
/// Ed25519. Lines of other keys, such as witnesses', are kept as they are.
public struct SignedNote: Hashable, Sendable {
  /// The longest note that is read, in bytes.
  public static let mostBytes = 65536

  private static let signatureStart = "\u{2014} "
  /// The signature type of Ed25519.
  private static let ed25519Type: UInt8 = 1

  /// The text, its last line feed included: what is signed.
  public let text: String
  /// The whole note.
  public let encoded: String

  private let signatures: [(name: String, bytes: [UInt8])]

  /// `text`, which ends with a line feed, signed under `name` with `key`. Throws `unsupportedKey` for
  /// a key that is not Ed25519, `malformedProof` for a name or a text that cannot stand in a note.
  public static func sign(
    text: String, name: String, key: SigningKey
  ) throws(TrustError) -> SignedNote {
    guard key.algorithm == .edDSA else {
      throw TrustError(.unsupportedKey, detail: "not Ed25519")
    }
    guard isName(name) else { throw TrustError(.malformedProof, detail: "name of a note's key") }
    let identifier = try keyIdentifier(name: name, publicKeyDER: key.publicKeyDER)
    let line = Base64.text(identifier + (try key.sign(Array(text.utf8))))
    return try SignedNote(encoded: "\(text)\n\(signatureStart)\(name) \(line)\n")
  }

  /// Reads a note. Throws `malformedProof`.
  public init(encoded: String) throws(TrustError) {
    let malformed = TrustError(.malformedProof, detail: "not a signed note")
    let bytes = Array(encoded.utf8)
    let isPlain = bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
    // The last empty line parts the text from its signatures.
    guard bytes.count <= Self.mostBytes, isPlain, bytes.last == 0x0A,
      let blank = bytes.indices.dropLast().last(where: {
        $0 > 0 && bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A
      })
    else { throw malformed }
    var found: [(String, [UInt8])] = []
    for line in bytes[(blank + 1)..<(bytes.count - 1)].split(
      separator: 0x0A, omittingEmptySubsequences: false)
    {
      let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3, words[0] + " " == Self.signatureStart, Self.isName(words[1]),
        let signature = Base64.bytes(words[2]), signature.count > 4
      else { throw malformed }
      found.append((words[1], signature))
    }
    self.encoded = encoded
    text = String(decoding: bytes[..<blank], as: UTF8.self)
    signatures = found
  }

  /// Whether the note has a good signature under `name` by the Ed25519 key, and none by it that is
  /// not good.
  public func isSigned(by publicKeyDER: [UInt8], name: String) -> Bool {
    guard let identifier = try? Self.keyIdentifier(name: name, publicKeyDER: publicKeyDER) else {
      return false
    }
    let own = signatures.filter { $0.name == name && $0.bytes.starts(with: identifier) }
    return !own.isEmpty
      && own.allSatisfy {
        SignatureVerification.verify(
          .edDSA, publicKeyDER: publicKeyDER, message: Array(text.utf8),
          signature: Array($0.bytes.dropFirst(4)))
      }
  }

  /// The key as verifiers of notes take it: `name+identifier+key`.
  public static func verifierKey(
    name: String, publicKeyDER: [UInt8]
  ) throws(TrustError) -> String {
    let identifier = Hexadecimal.text(try keyIdentifier(name: name, publicKeyDER: publicKeyDER))
    return "\(name)+\(identifier)+\(Base64.text([ed25519Type] + publicKeyDER.suffix(32)))"
  }

  /// A name of a key or a log: not empty, without spaces, control characters and plus signs.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }

  private static func keyIdentifier(
    name: String, publicKeyDER: [UInt8]
  ) throws(TrustError) -> [UInt8] {
    // The SubjectPublicKeyInfo of Ed25519 ends with the key's 32 bytes (RFC 8410 §4).
    let key = publicKeyDER.suffix(32)
    guard publicKeyDER.count == 44 else {
      throw TrustError(.unsupportedKey, detail: "not Ed25519")
    }
    return Array(Digest.sha256(Array(name.utf8) + [0x0A, ed25519Type] + key).bytes.prefix(4))
  }

  /// Two notes are the same when their bytes are.
  public static func == (left: SignedNote, right: SignedNote) -> Bool {
    left.encoded.utf8.elementsEqual(right.encoded.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
