import Catalogue
import Manifests
import Trust

/// Makes one batch: a Merkle tree over records and over what is known of earlier subjects, its head as a
/// signed checkpoint, and a proof for each leaf. No clock, no network, no store.
struct BatchMaker {
  /// The most records of a batch: proofs of 17 nodes, about 700 bytes each.
  static let mostRecords = 1 << 17

  /// An earlier subject and its tokens, to be stamped again.
  struct Renewal {
    let subject: Digest
    let tokens: [[UInt8]]
  }

  /// A batch as the catalogue takes it.
  struct Batch {
    let entry: TimeBatchEntry
    let anchors: [TimeAnchorEntry]
    let links: [TimeAnchorEntry]
  }

  let logKey: LogKey
  let random: any RandomSource

  /// Batch `number` of `records` and `renewals`, which are not both empty; renewals come first.
  func batch(
    number: Int, records: [UndatedRecord], renewals: [Renewal], authorities: [String], now: Int64
  ) throws -> Batch {
    var leaves = renewals.map { RenewalText.leaf(subject: $0.subject, tokens: $0.tokens) }
    let salts = try random.bytes(records.count * AnchorLeaf.saltCount)
    for (index, record) in records.enumerated() {
      let start = index * AnchorLeaf.saltCount
      leaves.append(
        .record(
          try Digest(catalogue: record.recordID),
          original: try record.originalSHA256.map { try Digest(catalogue: $0) },
          copy: try record.copySHA256.map { try Digest(catalogue: $0) },
          salt: Array(salts[start..<start + AnchorLeaf.saltCount])))
    }
    var tree = MerkleTree()
    for leaf in leaves { tree.append(try leaf.encoded()) }
    let origin = logKey.origin(batch: number)
    let checkpoint = try Checkpoint(origin: origin, size: tree.count, root: tree.root)
    let note = try SignedNote.sign(text: checkpoint.text, name: origin, key: logKey.key)
    let id = Digest.sha256(Array(checkpoint.text.utf8))
    let subjects = renewals.map(\.subject.bytes) + records.map(\.recordID)
    var proofs: [TimeAnchorEntry] = []
    proofs.reserveCapacity(leaves.count)
    for (index, leaf) in leaves.enumerated() {
      let record = AnchorRecord(leaf: leaf, proof: tree.proof(at: index), batch: id)
      proofs.append(
        TimeAnchorEntry(
          subject: subjects[index], batchID: id.bytes, bytes: try record.encoded()))
    }
    return Batch(
      entry: TimeBatchEntry(
        id: id.bytes, number: number, note: note.encoded, authorities: authorities,
        createdAt: now),
      anchors: Array(proofs.dropFirst(renewals.count)),
      links: Array(proofs.prefix(renewals.count)))
  }
}

extension Digest {
  /// A digest out of the catalogue, which holds none of another length.
  init(catalogue bytes: [UInt8]) throws(CatalogueError) {
    guard let digest = Digest(bytes: bytes) else {
      throw CatalogueError(.damaged, "a digest of \(bytes.count) bytes")
    }
    self = digest
  }
}
