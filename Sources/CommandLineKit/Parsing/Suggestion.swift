/// Finds the name that was probably meant.
enum Suggestion {
  /// The nearest of `candidates` to `word`, or nil when none is near: one edit for every three
  /// characters, at least one.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.utf8)
    guard letters.count <= 64 else { return nil }
    let scored = candidates.map { ($0, distance(letters, Array($0.utf8))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= max(1, letters.count / 3) ? best.0 : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other
  /// (optimal string alignment).
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      for column in 0..<second.count {
        let replacement = previous[column] + (first[row] == second[column] ? 0 : 1)
        var best = min(replacement, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}
