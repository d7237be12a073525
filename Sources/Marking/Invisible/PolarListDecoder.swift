/// Successive-cancellation list decoding of `PolarCode` in the min-sum approximation.
/// (I. Tal, A. Vardy, *List Decoding of Polar Codes*, IEEE Trans. IT 61(5), 2015.)
struct PolarListDecoder {
  private static let depth = 9
  private static let likelihoodCount = PolarCode.length - 1
  private static let decisionCount = 2 * (PolarCode.length - 1)

  let listSize: Int

  /// Information bits of the surviving paths, the likeliest first, for 512 log-likelihood ratios
  /// (positive means 0) in any common unit.
  func decode(_ channel: [Float]) -> [[UInt8]] {
    precondition(channel.count == PolarCode.length)
    let paths = (0..<2 * listSize).map { _ in Path() }
    var active = [paths[0]]
    var spare = Array(paths.dropFirst())
    channel.withUnsafeBufferPointer { channel in
      for bit in 0..<PolarCode.length {
        for path in active { path.updateLikelihoods(bit, channel: channel.baseAddress!) }
        if PolarCode.isFrozen[bit] {
          for path in active { path.decide(bit, 0) }
        } else {
          split(&active, &spare, at: bit)
        }
      }
    }
    return active.sorted { $0.metric < $1.metric }.map { path in
      PolarCode.informationPlaces.map { path.bits[$0] }
    }
  }

  private func split(_ active: inout [Path], _ spare: inout [Path], at bit: Int) {
    // Metrics are not negative, so that their bits are in the order of their values; in the lower
    // half of a word are path and value, the order among equals.
    var options: [UInt64] = []
    options.reserveCapacity(2 * active.count)
    for (i, path) in active.enumerated() {
      for value in 0..<2 {
        let metric = path.metric(deciding: UInt8(value))
        options.append(UInt64(metric.bitPattern) << 32 | UInt64(2 * i + value))
      }
    }
    options.sort()
    options.removeLast(max(0, options.count - listSize))
    var kept: [[UInt8]] = Array(repeating: [], count: active.count)
    for option in options {
      let choice = Int(truncatingIfNeeded: option & 0xFFFF_FFFF)
      kept[choice / 2].append(UInt8(choice % 2))
    }
    var next: [Path] = []
    for (path, values) in zip(active, kept) {
      guard let first = values.first else {
        spare.append(path)
        continue
      }
      if values.count == 2 {
        let twin = spare.removeLast()
        twin.copy(path)
        twin.decide(bit, values[1])
        next.append(twin)
      }
      path.decide(bit, first)
      next.append(path)
    }
    active = next
  }

  /// One hypothesis: likelihoods and partial sums of every level of the code's tree, level l
  /// (blocks of 2^l) at offset 2^l - 1.
  private final class Path {
    var metric: Float = 0
    let bits = UnsafeMutablePointer<UInt8>.allocate(capacity: PolarCode.length)
    private let likelihoods = UnsafeMutablePointer<Float>.allocate(capacity: likelihoodCount)
    private let decisions = UnsafeMutablePointer<UInt8>.allocate(capacity: decisionCount)

    init() {
      bits.initialize(repeating: 0, count: PolarCode.length)
      likelihoods.initialize(repeating: 0, count: likelihoodCount)
      decisions.initialize(repeating: 0, count: decisionCount)
    }

    deinit {
      bits.deallocate()
      likelihoods.deallocate()
      decisions.deallocate()
    }

    func copy(_ other: Path) {
      metric = other.metric
      bits.update(from: other.bits, count: PolarCode.length)
      likelihoods.update(from: other.likelihoods, count: likelihoodCount)
      decisions.update(from: other.decisions, count: decisionCount)
    }

    func metric(deciding value: UInt8) -> Float {
      let ratio = likelihoods[0]
      return (ratio < 0) == (value == 1) ? metric : metric + abs(ratio)
    }

    /// The partial sums of the left (`side` 0) or right block at `level`.
    private func sums(_ level: Int, _ side: Int) -> UnsafeMutablePointer<UInt8> {
      decisions + 2 * (1 << level - 1) + side << level
    }

    func updateLikelihoods(_ bit: Int, channel: UnsafePointer<Float>) {
      let top = bit == 0 ? depth : bit.trailingZeroBitCount + 1
      for level in stride(from: top - 1, through: 0, by: -1) {
        let half = 1 << level
        let source = level + 1 == depth ? channel : UnsafePointer(likelihoods + 2 * half - 1)
        let target = likelihoods + half - 1
        if bit != 0, level == top - 1 {
          let left = sums(level, 0)
          for i in 0..<half {
            target[i] = source[i &+ half] + (left[i] == 0 ? source[i] : -source[i])
          }
        } else {
          for i in 0..<half {
            let (a, b) = (source[i], source[i &+ half])
            let magnitude = min(abs(a), abs(b))
            target[i] = (a < 0) != (b < 0) ? -magnitude : magnitude
          }
        }
      }
    }

    func decide(_ bit: Int, _ value: UInt8) {
      metric = metric(deciding: value)
      bits[bit] = value
      sums(0, bit & 1)[0] = value
      var (position, level) = (bit, 0)
      while position & 1 == 1, level + 1 < depth {
        let half = 1 << level
        let (left, right) = (sums(level, 0), sums(level, 1))
        let parent = sums(level + 1, position >> 1 & 1)
        for i in 0..<half {
          parent[i] = left[i] ^ right[i]
          parent[i &+ half] = right[i]
        }
        position >>= 1
        level += 1
      }
    }
  }
}
