import Glibc
public import Pixels

/// 256 bits that stay nearly the same when a picture is resized, recompressed or toned, in the
/// manner of PDQ: the signs of 16 x 16 low cosine frequencies about their median.
/// (Meta, *The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm*, 2019.)
public struct PerceptualHash: Hashable, Sendable {
  private static let grid = 64
  private static let frequencies = 16
  /// The number of bytes of `bytes`.
  public static let byteCount = 32

  private let words: SIMD4<UInt64>

  /// The hash of a luma plane of any size.
  public init(_ luma: Plane) {
    let size = Size(width: Self.grid, height: Self.grid)
    let small = Resampler(from: luma.size, to: size)(luma)
    var coefficients: [Float] = []
    for v in 0..<Self.frequencies {
      var column = [Float](repeating: 0, count: Self.grid)
      for y in 0..<Self.grid {
        let weight = Self.cosines[v][y]
        for x in 0..<Self.grid { column[x] += weight * small[x, y] }
      }
      for u in 0..<Self.frequencies {
        coefficients.append(zip(column, Self.cosines[u]).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    let median = coefficients.sorted()[coefficients.count / 2]
    var words = SIMD4<UInt64>.zero
    for (i, value) in coefficients.enumerated() where value > median {
      words[i / 64] |= 1 << UInt64(i % 64)
    }
    self.words = words
  }

  /// Reads what `bytes` gave; nil for any other length.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = SIMD4<UInt64>.zero
    for (i, byte) in bytes.enumerated() { words[i / 8] |= UInt64(byte) << UInt64(i % 8 * 8) }
    self.words = words
  }

  /// The 256 bits, the lowest frequency in the lowest bit of the first byte.
  public var bytes: [UInt8] {
    (0..<Self.byteCount).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  /// In how many of 256 bits the hashes differ: about 128 for unrelated pictures.
  public func distance(to other: PerceptualHash) -> Int {
    let difference = words ^ other.words
    return (0..<4).reduce(0) { $0 + difference[$1].nonzeroBitCount }
  }

  /// Cosine frequencies 1 to 16 (the mean says nothing) over the grid.
  private static let cosines: [[Float]] = (1...frequencies).map { k in
    (0..<grid).map { x in
      Float(cos(Double.pi * Double(k) * (Double(x) + 0.5) / Double(grid)))
    }
  }
}
