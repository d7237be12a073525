import Manifests
import Trust

/// A shop's root and its signing key, made anew for the test.
struct Signer {
  static let now: Int64 = 1_795_424_400

  let root: Certificate
  let rootKey: SigningKey
  let key: SigningKey
  let leaf: Certificate

  init(_ algorithm: SignatureAlgorithm = .es256) throws {
    rootKey = try SigningKey.generate()
    root = try Certificate.makeRoot(name: "Root", key: rootKey, now: Self.now)
    key = try SigningKey.generate(algorithm)
    leaf = try Certificate.issueLeaf(
      shopName: "\u{5C71}\u{8336}", leafPublicKeyDER: key.publicKeyDER, root: root,
      rootKey: rootKey, now: Self.now)
  }

  var claimSigner: ClaimSigner { ClaimSigner(key: key, chain: [leaf, root]) }
}

extension RecordStatement {
  init(encoded bytes: [UInt8]) throws { try self.init(CBORDecoder.decode(bytes)) }

  func encoded() throws -> [UInt8] { try CBOREncoder.encode(value()) }

  /// An issued copy with every optional field.
  static func full() -> RecordStatement {
    let file = FileRecord(
      sha256: Digest.sha256([1]), size: 1 << 40, fileName: "\u{8336}\u{58F6} 01.jpg",
      mediaType: "image/jpeg", pixelWidth: 800, pixelHeight: 801)
    let raw = FileRecord(
      sha256: Digest.sha256([2]), size: 0, fileName: "DSC0001.ARW", mediaType: "image/x-sony-arw")
    var statement = RecordStatement(
      kind: .issuedCopy, recordedAt: Signer.now * 1000 + 250, shop: "\u{5C71}\u{8336}",
      generator: Generator(name: "yuantu", version: "1.0.0"), source: file,
      output: OutputRecord(mediaType: "image/jpeg", pixelWidth: 800, pixelHeight: 801))
    statement.capture = CaptureRecord()
    statement.capture?.make = "NIKON"
    statement.capture?.bodySerial = Digest.sha256([3])
    statement.original = OriginalRecord(
      file: raw, pairing: PairingRecord(method: "aligned.1", correlation: 0.987))
    statement.mark = MarkRecord(
      payload: 0x0123_4567_89AB_CDEF, pictureKeyCommitment: Digest.sha256([1]))
    statement.contentHash = Array(0..<32)
    statement.platform = "pdd"
    statement.slot = "main"
    statement.recipient = "distributor 7"
    return statement
  }

  /// An original with nothing optional.
  static func small() -> RecordStatement {
    let file = FileRecord(
      sha256: Digest.sha256([]), size: 0, fileName: "a.heic", mediaType: "image/heic")
    return RecordStatement(
      kind: .original, recordedAt: 0, shop: "S", generator: Generator(name: "y", version: "0"),
      source: file)
  }
}
