public import Trust

/// The proof that one leaf is in a time-stamped batch: about 700 bytes among a hundred thousand that need no other leaf.
///
///     {0: 1, 1: [tree size, leaf index], 2: the path's nodes, one after the other,
///      3: the leaf's map, 4: SHA-256 of the checkpoint's text}
public struct AnchorRecord: Hashable, Sendable {
  /// The longest record that is read, in bytes.
  public static let mostBytes = 4096
  private static let version: UInt64 = 1

  /// What the leaf says.
  public let leaf: AnchorLeaf
  /// Where it stands in the tree.
  public let proof: MerkleProof
  /// The batch.
  public let batch: Digest

  /// A record of these parts.
  public init(leaf: AnchorLeaf, proof: MerkleProof, batch: Digest) {
    self.leaf = leaf
    self.proof = proof
    self.batch = batch
  }

  /// The root that leaf and path lead to; the batch's checkpoint must name it.
  public func root() throws(ManifestError) -> Digest {
    proof.root(ofLeaf: MerkleTree.leafHash(try leaf.encoded()))
  }

  /// The record in deterministic CBOR.
  public func encoded() throws(ManifestError) -> [UInt8] {
    try CBOREncoder.encode(
      .map([
        CBOREntry(.unsigned(0), .unsigned(Self.version)),
        CBOREntry(
          .unsigned(1),
          .array([.unsigned(UInt64(proof.size)), .unsigned(UInt64(proof.index))])),
        CBOREntry(.unsigned(2), .byteString(proof.nodes.flatMap(\.bytes))),
        CBOREntry(.unsigned(3), leaf.value),
        CBOREntry(.unsigned(4), .byteString(batch.bytes)),
      ]))
  }

  /// Reads a record in deterministic CBOR.
  ///
  /// Errors: `tooLarge`, those of `CBORDecoder`, `unsupportedVersion`, `wrongType`,
  /// `valueOutOfRange` for a path that does not fit the tree, `notDeterministic`.
  public init(encoded bytes: [UInt8]) throws(ManifestError) {
    guard bytes.count <= Self.mostBytes else {
      throw ManifestError(code: .tooLarge, detail: "\(bytes.count) bytes")
    }
    let value = try CBORDecoder.decode(bytes)
    guard value[0] == .unsigned(Self.version) else {
      throw ManifestError(code: .unsupportedVersion, detail: "anchor record")
    }
    guard case .array(let numbers)? = value[1], numbers.count == 2,
      let size = numbers[0].integer, let index = numbers[1].integer,
      case .byteString(let path)? = value[2], path.count.isMultiple(of: Digest.byteCount),
      let leaf = value[3], case .byteString(let batch)? = value[4],
      let batch = Digest(bytes: batch)
    else { throw ManifestError(code: .wrongType, detail: "anchor record") }
    var nodes: [Digest] = []
    for start in stride(from: 0, to: path.count, by: Digest.byteCount) {
      if let node = Digest(bytes: Array(path[start..<start + Digest.byteCount])) {
        nodes.append(node)
      }
    }
    do throws(TrustError) {
      proof = try MerkleProof(index: Int(index), size: Int(size), path: nodes)
    } catch {
      throw ManifestError(code: .valueOutOfRange, detail: error.detail)
    }
    self.leaf = try AnchorLeaf(leaf)
    self.batch = batch
    guard try encoded() == bytes else {
      throw ManifestError(code: .notDeterministic, detail: "anchor record")
    }
  }
}
