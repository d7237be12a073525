public import Trust

/// A shop's statement, signed with a later key, that it holds these records of its own: made when the key
/// they were signed with is lost or retired. It says nothing about when they were made; a time stamp over
/// the countersignature shows that they existed by then.
///
/// Packed as the CBOR array `[statement, COSE_Sign1]` of two byte strings. The statement is the map
/// `{1: version, 2: title, 3: the shop's name, 4: unix seconds, 5: number of records, 6: the root of the
/// Merkle tree (RFC 9162) over their identifiers in ascending order}`.
public struct Countersignature: Sendable {
  /// The longest packed countersignature, in bytes.
  public static let mostBytes = 1 << 17
  private static let version: UInt64 = 1
  private static let title = "yuantu countersignature"

  /// How many records there are.
  public let size: Int
  /// The root of the tree over their identifiers.
  public let root: Digest
  /// When it was made, by the shop's own clock, unix seconds.
  public let madeAt: Int64
  /// The signature over the statement.
  public let signature: COSESign1
  /// The packed form.
  public let bytes: [UInt8]

  private let statement: [UInt8]

  /// What evidence about it is keyed on.
  public var identifier: Digest { signature.identifier }

  /// Signs for `shop` over the records in `tree`.
  public static func sign(
    tree: MerkleTree, shop: String, madeAt: Int64, key: SigningKey, chain: [Certificate]
  ) throws(ManifestError) -> Countersignature {
    let statement = try CBOREncoder.encode(
      .map([
        CBOREntry(.unsigned(1), .unsigned(version)), CBOREntry(.unsigned(2), .textString(title)),
        CBOREntry(.unsigned(3), .textString(shop)), CBOREntry(.unsigned(4), .integer(madeAt)),
        CBOREntry(.unsigned(5), .unsigned(UInt64(tree.count))),
        CBOREntry(.unsigned(6), .byteString(tree.root.bytes)),
      ]))
    let signature = try COSESign1.sign(payload: statement, key: key, chain: chain)
    return try parse(
      CBOREncoder.encode(
        .array([.byteString(statement), .byteString(try signature.encoded())])))
  }

  /// Reads a packed countersignature; its signature is looked at by `isSigned`. Errors: `tooLarge`, those
  /// of `CBORDecoder` and `COSESign1.parse(_:)`, `wrongType`, `unsupportedVersion`.
  public static func parse(_ bytes: [UInt8]) throws(ManifestError) -> Countersignature {
    guard bytes.count <= mostBytes else {
      throw ManifestError(code: .tooLarge, detail: "\(bytes.count) bytes")
    }
    guard case .array(let parts) = try CBORDecoder.decode(bytes), parts.count == 2,
      case .byteString(let statement) = parts[0], case .byteString(let signature) = parts[1]
    else { throw ManifestError(code: .wrongType, detail: "not [bstr, bstr]") }
    let map = try CBORDecoder.decode(statement)
    guard map[1] == .unsigned(version), map[2] == .textString(title) else {
      throw ManifestError(code: .unsupportedVersion, detail: "countersignature")
    }
    guard let madeAt = map[4]?.integer, let size = map[5]?.integer, size >= 1,
      case .byteString(let root)? = map[6], let root = Digest(bytes: root)
    else { throw ManifestError(code: .wrongType, detail: "countersignature") }
    return Countersignature(
      size: Int(size), root: root, madeAt: madeAt, signature: try COSESign1.parse(signature),
      bytes: bytes, statement: statement)
  }

  /// Whether the signature is its certificate's key's over the statement, and that certificate led to one
  /// of `anchors` when it was made.
  public func isSigned(anchors: [Certificate]) -> Bool {
    guard signature.verify(payload: statement), let chain = try? signature.certificates(),
      let leaf = chain.first
    else { return false }
    return CertificateChain.verify(
      leaf: leaf, intermediates: Array(chain.dropFirst()), anchors: anchors, at: madeAt)
      == .trusted
  }

  /// Whether `record` is one of the records, as `proof` claims.
  public func covers(record: [UInt8], proof: MerkleProof) -> Bool {
    proof.size == size && proof.root(ofLeaf: MerkleTree.leafHash(record)) == root
  }
}
