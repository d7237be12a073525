/// Which registered pictures are variants of each other: recoloured, cropped, zoomed, exported.
public struct PictureFamilies: Sendable {
  private var parent: [Int: Int] = [:]

  init(_ links: some Sequence<(Int, Int)>) {
    for (first, second) in links {
      let (a, b) = (root(first), root(second))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
  }

  /// The smallest ordinal of the picture's family: its own when it has none.
  public func root(_ ordinal: Int) -> Int {
    var ordinal = ordinal
    while let next = parent[ordinal] { ordinal = next }
    return ordinal
  }

  /// Whether both pictures are of one family.
  public func areRelated(_ first: Int, _ second: Int) -> Bool { root(first) == root(second) }

  /// The families of more than one picture, by their smallest ordinal; members in order.
  public var members: [Int: [Int]] {
    var members: [Int: [Int]] = [:]
    for ordinal in parent.keys.sorted() { members[root(ordinal), default: []].append(ordinal) }
    for root in members.keys { members[root]?.insert(root, at: 0) }
    return members
  }
}
