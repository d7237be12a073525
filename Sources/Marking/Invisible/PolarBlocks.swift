/// Which of a level's blocks each path of a list decoder uses. A block is shared by paths until each
/// has taken a new one.
final class PolarBlocks {
  private let levels: Int
  private let count: Int
  /// The block of every path and level, or -1.
  private let used: UnsafeMutablePointer<Int32>
  /// How many paths use every block of every level.
  private let users: UnsafeMutablePointer<Int32>
  /// The blocks of every level that no path uses, and their number.
  private let free: UnsafeMutablePointer<Int32>
  private let freeCounts: UnsafeMutablePointer<Int>

  /// For `count` paths, none of which uses any of the `count` blocks of each level.
  init(levels: Int, count: Int) {
    (self.levels, self.count) = (levels, count)
    used = .allocate(capacity: levels * count)
    users = .allocate(capacity: levels * count)
    free = .allocate(capacity: levels * count)
    freeCounts = .allocate(capacity: levels)
    used.initialize(repeating: -1, count: levels * count)
    users.initialize(repeating: 0, count: levels * count)
    freeCounts.initialize(repeating: count, count: levels)
    for i in 0..<levels * count { free[i] = Int32(i % count) }
  }

  deinit {
    used.deallocate()
    users.deallocate()
    free.deallocate()
    freeCounts.deallocate()
  }

  /// The block that `path` uses.
  func block(_ path: Int, level: Int) -> Int { Int(used[path &* levels &+ level]) }

  /// A block that `path` alone uses from now on, to be written anew.
  func newBlock(_ path: Int, level: Int) -> Int {
    let place = path &* levels &+ level
    let old = used[place]
    if old >= 0 {
      let user = level &* count &+ Int(old)
      if users[user] == 1 { return Int(old) }
      users[user] &-= 1
    }
    freeCounts[level] &-= 1
    let block = free[level &* count &+ freeCounts[level]]
    users[level &* count &+ Int(block)] = 1
    used[place] = block
    return Int(block)
  }

  /// Lets `twin`, which uses none, use all that `path` uses.
  func share(_ path: Int, with twin: Int) {
    for level in 0..<levels {
      let block = used[path &* levels &+ level]
      used[twin &* levels &+ level] = block
      if block >= 0 { users[level &* count &+ Int(block)] &+= 1 }
    }
  }

  /// Lets `path` use none.
  func release(_ path: Int) {
    for level in 0..<levels {
      let block = used[path &* levels &+ level]
      guard block >= 0 else { continue }
      used[path &* levels &+ level] = -1
      let user = level &* count &+ Int(block)
      users[user] &-= 1
      guard users[user] == 0 else { continue }
      free[level &* count &+ freeCounts[level]] = block
      freeCounts[level] &+= 1
    }
  }
}
