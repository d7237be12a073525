/// What became of each brightness: tones may have been changed everywhere, and what counts for a flat place is
/// what became of agreeing ones as bright.
struct ToneChange {
  /// The median shift, in grey levels, for every eight levels of the registered picture; nil where too little
  /// agrees to tell.
  private let shifts: [Float?]

  private static let step = 8
  private static let reach: Float = 16
  private static let leastBlocks = 5

  /// Learns from blocks that agree.
  init(_ agreeing: [BlockComparison]) {
    shifts = stride(from: 0, through: 256, by: Self.step).map { level in
      let alike = agreeing.filter { abs($0.registeredMean - Float(level)) <= Self.reach }
        .map { $0.suspectMean - $0.registeredMean }.sorted()
      return alike.count >= Self.leastBlocks ? alike[alike.count / 2] : nil
    }
  }

  /// By how many grey levels a block differs from what became of its brightness; 0 when that is not known.
  func difference(of block: BlockComparison) -> Float {
    let index = Int((block.registeredMean / Float(Self.step)).rounded())
    guard shifts.indices.contains(index), let shift = shifts[index] else { return 0 }
    return abs(block.suspectMean - block.registeredMean - shift)
  }
}
