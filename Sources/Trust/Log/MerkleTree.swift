/// A Merkle tree (RFC 9162 §2.1.1) that grows leaf by leaf: SHA-256, leafs hashed after a zero byte,
/// inner nodes after a one byte.
///
/// Hashes of complete subtrees are kept, two for each leaf in all, so that a proof for any leaf costs
/// no more than its length.
public struct MerkleTree: Sendable {
  /// The most leaves: what a proof of `MerkleProof.mostNodes` can reach, and memory can hold.
  public static let mostLeaves = 1 << 26

  /// The hashes of complete subtrees, of 2^level leaves each, one after the other.
  private var levels: [[Digest]] = [[]]

  /// A tree without leaves.
  public init() {}

  /// How many leaves there are.
  public var count: Int { levels[0].count }

  /// The hash of a leaf that holds `data`.
  public static func leafHash(_ data: [UInt8]) -> Digest { Digest.sha256([0] + data) }

  static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    Digest.sha256([1] + left.bytes + right.bytes)
  }

  /// Adds a leaf that holds `data`.
  public mutating func append(_ data: [UInt8]) { append(leafHash: Self.leafHash(data)) }

  /// Adds a leaf by its hash.
  public mutating func append(leafHash: Digest) {
    precondition(count < Self.mostLeaves)
    levels[0].append(leafHash)
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let nodes = levels[level]
      if level + 1 == levels.count { levels.append([]) }
      levels[level + 1].append(Self.nodeHash(nodes[nodes.count - 2], nodes[nodes.count - 1]))
      level += 1
    }
  }

  /// The root; the hash of nothing for a tree without leaves.
  public var root: Digest {
    edges().last.flatMap(\.self) ?? levels.last?.first ?? Digest.sha256([])
  }

  /// The proof that the leaf at `index` is in the tree. The index must be below `count`.
  public func proof(at index: Int) -> MerkleProof {
    precondition(levels[0].indices.contains(index))
    let edges = edges()
    var nodes: [Digest] = []
    for level in levels.indices {
      let sibling = (index >> level) ^ 1
      if sibling < levels[level].count {
        nodes.append(levels[level][sibling])
      } else if sibling == levels[level].count, let edge = edges[level] {
        nodes.append(edge)
      }
    }
    return MerkleProof(index: index, size: count, nodes: nodes)
  }

  /// For each level the hash of the leaves that its complete subtrees leave over at the right; one
  /// level more than there are of complete subtrees, unless the tree is itself complete.
  private func edges() -> [Digest?] {
    var edges: [Digest?] = [nil]
    for level in levels.indices {
      let nodes = levels[level]
      guard level + 1 < levels.count || nodes.count > 1 || edges[level] != nil else { break }
      if nodes.count.isMultiple(of: 2) {
        edges.append(edges[level])
      } else if let edge = edges[level], let last = nodes.last {
        edges.append(Self.nodeHash(last, edge))
      } else {
        edges.append(nodes.last)
      }
    }
    return edges
  }
}
