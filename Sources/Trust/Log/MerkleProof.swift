/// A proof that one leaf is in a Merkle tree (RFC 9162 §2.1.3).
public struct MerkleProof: Hashable, Sendable {
  /// The most nodes of a proof that is read.
  public static let mostNodes = 64

  /// The leaf's place, from 0.
  public let index: Int
  /// How many leaves the tree has.
  public let size: Int
  /// The hashes of the siblings, from the leaf's up to the root's child.
  public let nodes: [Digest]

  /// A proof of these parts. Throws `malformedProof` when the index is not in the tree, or the
  /// number of nodes is not the one that index and size ask for.
  public init(index: Int, size: Int, path: [Digest]) throws(TrustError) {
    guard size > 0, (0..<size).contains(index), path.count <= Self.mostNodes,
      path.count == Self.steps(index: index, size: size).count
    else {
      throw TrustError(
        .malformedProof, detail: "\(path.count) nodes for leaf \(index) of \(size)")
    }
    self.init(index: index, size: size, nodes: path)
  }

  init(index: Int, size: Int, nodes: [Digest]) {
    self.index = index
    self.size = size
    self.nodes = nodes
  }

  /// On which side of the path a sibling stands.
  public enum Side: String, Sendable {
    /// The sibling is hashed first.
    case left
    /// The sibling is hashed second.
    case right
  }

  /// The sides of `nodes`, from the leaf up.
  public var sides: [Side] { Self.steps(index: index, size: size) }

  /// The root that the leaf and the path lead to.
  public func root(ofLeaf leafHash: Digest) -> Digest {
    zip(nodes, sides).reduce(leafHash) { hash, step in
      step.1 == .left
        ? MerkleTree.nodeHash(step.0, hash) : MerkleTree.nodeHash(hash, step.0)
    }
  }

  /// RFC 9162 §2.1.3.2: at each level with a sibling, the side on which it stands.
  private static func steps(index: Int, size: Int) -> [Side] {
    var (node, last) = (index, size - 1)
    var sides: [Side] = []
    while last > 0 {
      if node & 1 == 1 || node == last {
        // A last node without a sibling rises to where it has one.
        while node & 1 == 0, node > 0 {
          node >>= 1
          last >>= 1
        }
        if node == 0 { break }
        sides.append(.left)
      } else {
        sides.append(.right)
      }
      node >>= 1
      last >>= 1
    }
    return sides
  }
}
