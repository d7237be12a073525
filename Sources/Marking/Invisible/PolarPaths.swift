/// The hypotheses of a list decoder: of each the likelihoods and partial sums of every level of the
/// code's tree, level l in blocks of 2^l. Paths share blocks until one of them writes a new one.
final class PolarPaths {
  private static let depth = PolarCode.length.trailingZeroBitCount

  /// How unlikely each path is: the sum of the ratios decided against.
  let metrics: UnsafeMutablePointer<Float>
  /// The log-likelihood ratio of the bit that is next.
  private let ratios: UnsafeMutablePointer<Float>
  private let bits: UnsafeMutablePointer<UInt8>
  private let bitCounts: UnsafeMutablePointer<Int>
  private let likelihoods: UnsafeMutablePointer<Float>
  private let likelihoodBlocks: PolarBlocks
  /// Of the left half of every block in progress.
  private let sums: UnsafeMutablePointer<UInt8>
  private let sumBlocks: PolarBlocks
  /// Of a right half, until both are joined; another for the joined.
  private let joined: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// Room for `count` paths, of which the first is in use and knows nothing.
  init(count: Int) {
    self.count = count
    metrics = .allocate(capacity: count)
    ratios = .allocate(capacity: count)
    bitCounts = .allocate(capacity: count)
    bits = .allocate(capacity: count * PolarCode.informationCount)
    likelihoods = .allocate(capacity: count * (PolarCode.length - 1))
    sums = .allocate(capacity: count * (PolarCode.length - 1))
    joined = .allocate(capacity: 2 * PolarCode.length)
    likelihoodBlocks = PolarBlocks(levels: Self.depth, count: count)
    sumBlocks = PolarBlocks(levels: Self.depth, count: count)
    metrics[0] = 0
    bitCounts[0] = 0
  }

  deinit {
    metrics.deallocate()
    ratios.deallocate()
    bitCounts.deallocate()
    bits.deallocate()
    likelihoods.deallocate()
    sums.deallocate()
    joined.deallocate()
  }

  /// The information bits a path has decided.
  func information(_ path: Int) -> [UInt8] {
    Array(
      UnsafeBufferPointer(start: bits + path * PolarCode.informationCount, count: bitCounts[path]))
  }

  func copy(_ path: Int, to twin: Int) {
    metrics[twin] = metrics[path]
    ratios[twin] = ratios[path]
    bitCounts[twin] = bitCounts[path]
    (bits + twin * PolarCode.informationCount)
      .update(from: bits + path * PolarCode.informationCount, count: bitCounts[path])
    likelihoodBlocks.share(path, with: twin)
    sumBlocks.share(path, with: twin)
  }

  func drop(_ path: Int) {
    likelihoodBlocks.release(path)
    sumBlocks.release(path)
  }

  func metric(_ path: Int, deciding value: UInt8) -> Float {
    let ratio = ratios[path]
    return (ratio < 0) == (value == 1) ? metrics[path] : metrics[path] + abs(ratio)
  }

  private func likelihoods(_ block: Int, level: Int) -> UnsafeMutablePointer<Float> {
    likelihoods + (count &* (1 << level &- 1) &+ block << level)
  }

  private func sums(_ block: Int, level: Int) -> UnsafeMutablePointer<UInt8> {
    sums + (count &* (1 << level &- 1) &+ block << level)
  }

  /// Computes the likelihoods of `node`, charges the path for its frozen bits, and finds the ratio of
  /// its other one.
  func reach(_ node: PolarCode.Node, path: Int, channel: UnsafePointer<Float>) {
    let top = node.start == 0 ? Self.depth : node.start.trailingZeroBitCount + 1
    var source =
      top == Self.depth
      ? channel
      : UnsafePointer(likelihoods(likelihoodBlocks.block(path, level: top), level: top))
    for level in stride(from: top - 1, through: node.level, by: -1) {
      let half = 1 << level
      let target = likelihoods(likelihoodBlocks.newBlock(path, level: level), level: level)
      if node.start != 0, level == top - 1 {
        let left = sums(sumBlocks.block(path, level: level), level: level)
        Self.addHalves(of: source, signs: left, half: half, into: target)
      } else {
        Self.joinHalves(of: source, half: half, into: target)
      }
      source = UnsafePointer(target)
    }
    var (sum, against): (Float, Float) = (0, 0)
    for i in 0..<1 << node.level {
      sum += source[i]
      against += min(source[i], 0)
    }
    ratios[path] = sum
    metrics[path] += max((node.isFrozen ? 0 : min(sum, 0)) - against, 0)
  }

  /// Decides the information bit of `node`.
  func decide(_ node: PolarCode.Node, path: Int, _ value: UInt8) {
    metrics[path] = metric(path, deciding: value)
    bits[path &* PolarCode.informationCount &+ bitCounts[path]] = value
    bitCounts[path] &+= 1
    fill(node, path: path, with: value)
  }

  /// Enters the code bits of `node`, all of them `value`, and joins what is complete.
  func fill(_ node: PolarCode.Node, path: Int, with value: UInt8) {
    var (position, level) = (node.start >> node.level, node.level)
    var (block, other) = (joined, joined + PolarCode.length)
    block.update(repeating: value, count: 1 << level)
    while position & 1 == 1 {
      let half = 1 << level
      let left = sums(sumBlocks.block(path, level: level), level: level)
      for i in 0..<half {
        other[i] = left[i] ^ block[i]
        other[i &+ half] = block[i]
      }
      swap(&block, &other)
      position >>= 1
      level &+= 1
    }
    guard level < Self.depth else { return }
    sums(sumBlocks.newBlock(path, level: level), level: level)
      .update(from: block, count: 1 << level)
  }

  private typealias Lanes = SIMD8<Float>
  private typealias Bits = SIMD8<UInt32>

  /// The likelihoods of the sums of two halves' bits.
  private static func joinHalves(
    of source: UnsafePointer<Float>, half: Int, into target: UnsafeMutablePointer<Float>
  ) {
    guard half >= Lanes.scalarCount else {
      for i in 0..<half {
        let (a, b) = (source[i], source[i &+ half])
        let magnitude = min(abs(a), abs(b))
        target[i] = (a < 0) != (b < 0) ? -magnitude : magnitude
      }
      return
    }
    var i = 0
    while i < half {
      let a = unsafeBitCast(lanes(source + i), to: Bits.self)
      let b = unsafeBitCast(lanes(source + i + half), to: Bits.self)
      let (x, y) = (
        unsafeBitCast(a & 0x7FFF_FFFF, to: Lanes.self),
        unsafeBitCast(b & 0x7FFF_FFFF, to: Lanes.self)
      )
      let least = unsafeBitCast(pointwiseMin(x, y), to: Bits.self)
      store(unsafeBitCast(least | ((a ^ b) & 0x8000_0000), to: Lanes.self), to: target + i)
      i &+= Lanes.scalarCount
    }
  }

  /// The likelihoods of the second half's bits, once the sums are known to have `signs`.
  private static func addHalves(
    of source: UnsafePointer<Float>, signs: UnsafePointer<UInt8>, half: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    guard half >= Lanes.scalarCount else {
      for i in 0..<half {
        target[i] = source[i &+ half] + (signs[i] == 0 ? source[i] : -source[i])
      }
      return
    }
    var i = 0
    while i < half {
      let sign = UnsafeRawPointer(signs + i).loadUnaligned(as: SIMD8<UInt8>.self)
      let a = unsafeBitCast(lanes(source + i), to: Bits.self)
      let turned = unsafeBitCast(a ^ (Bits(truncatingIfNeeded: sign) &<< 31), to: Lanes.self)
      store(lanes(source + i + half) + turned, to: target + i)
      i &+= Lanes.scalarCount
    }
  }

  @inline(__always)
  private static func lanes(_ samples: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(samples).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ lanes: Lanes, to samples: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(samples).storeBytes(of: lanes, as: Lanes.self)
  }
}
