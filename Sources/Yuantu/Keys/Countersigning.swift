import Catalogue
import Manifests
import Trust

/// Signs a shop's old records again, all by one signature, with the key in use now.
public enum Countersigning {
  static let kind = "countersignature"

  /// What a run came to.
  public struct Report: Sendable {
    /// How many records were countersigned; 0 when there was nothing to do.
    public let records: Int
    /// The countersignature's identifier, hexadecimal; empty when there was nothing to do.
    public let identifier: String
  }

  /// Countersigns every record that was made before the key in use was, and is not countersigned with it
  /// yet. The countersignature is a record itself, so that the next stamp covers it.
  public static func run(shop: Shop, surroundings: Surroundings) throws(Problem) -> Report {
    do {
      let began = shop.certificate.notBefore * 1000
      let records = try shop.store.uncountersigned(before: began, kind: kind)
      guard !records.isEmpty else { return Report(records: 0, identifier: "") }
      var tree = MerkleTree()
      for record in records { tree.append(record) }
      let now = surroundings.now()
      let signed = try Countersignature.sign(
        tree: tree, shop: shop.name, madeAt: now / 1000, key: shop.signingKey,
        chain: shop.signingChain)
      try shop.store.addCountersignature(
        RecordEntry(
          id: signed.identifier.bytes, kind: kind, bytes: signed.bytes, recordedAt: now,
          timeKind: TimeEvidence.Kind.ownClock.rawValue),
        proofs: records.enumerated().map { index, record in
          CountersignedEntry(
            recordID: record, countersignatureID: signed.identifier.bytes, index: index,
            size: records.count, path: tree.proof(at: index).nodes.flatMap(\.bytes))
        })
      return Report(records: records.count, identifier: signed.identifier.hex)
    } catch { throw Problem(any: error, path: shop.home.folder) }
  }

  /// Whether a good countersignature covers the record.
  static func isCountersigned(_ record: [UInt8], in shop: Shop) throws -> Bool {
    try shop.store.countersigned(recordID: record).contains { entry in
      guard let row = try shop.store.record(id: entry.countersignatureID),
        let signed = try? Countersignature.parse(row.bytes),
        let proof = try? MerkleProof(index: entry.index, size: entry.size, path: entry.nodes())
      else { return false }
      return signed.covers(record: record, proof: proof)
        && signed.isSigned(anchors: shop.anchors)
    }
  }
}

extension CountersignedEntry {
  fileprivate func nodes() throws -> [Digest] {
    try stride(from: 0, to: path.count, by: Digest.byteCount).map {
      try Digest(catalogue: Array(path[$0..<min($0 + Digest.byteCount, path.count)]))
    }
  }
}
