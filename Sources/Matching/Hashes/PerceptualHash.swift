import Glibc
public import Pixels

/// PDQ: 256 bits that stay nearly the same when a picture is resized, recompressed or toned, equal
/// bit for bit to Meta's reference. Two pictures within `matchDistance` are taken for near
/// duplicates by PDQ's authors; such a hit is never evidence by itself.
/// (Meta, *The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm*, 2019.)
public struct PerceptualHash: Hashable, Sendable {
  /// The number of bytes of `bytes`.
  public static let byteCount = 32
  /// The distance up to which PDQ's authors speak of a match.
  public static let matchDistance = 31

  private let words: SIMD4<UInt64>

  /// The hash of a picture.
  public init(_ raster: Raster) { self = DihedralHashes(raster).upright }

  /// The hash of a luma plane of any size.
  public init(_ luma: Plane) { self = DihedralHashes(luma).upright }

  /// The bits of 16 x 16 cosine frequencies, row by row: which are above the lower median.
  init(frequencies: [Float]) {
    let median = frequencies.sorted()[frequencies.count / 2 - 1]
    var words = SIMD4<UInt64>.zero
    for (i, value) in frequencies.enumerated() where value > median {
      words[i / 64] |= 1 << UInt64(i % 64)
    }
    self.words = words
  }

  /// All bits 0: what PDQ gives for pictures below five pixels a side.
  static let zero = PerceptualHash(words: .zero)

  private init(words: SIMD4<UInt64>) { self.words = words }

  /// Reads what `bytes` gave; nil for any other length.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = SIMD4<UInt64>.zero
    for (i, byte) in bytes.enumerated() {
      let place = Self.byteCount - 1 - i
      words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
    }
    self.words = words
  }

  /// Reads the 32 bytes at `start`, without copying them first.
  init(at start: UnsafeRawPointer) {
    let words = start.loadUnaligned(as: SIMD4<UInt64>.self)
    self.init(
      words: SIMD4(
        words[3].bigEndianValue, words[2].bigEndianValue, words[1].bigEndianValue,
        words[0].bigEndianValue))
  }

  /// The 256 bits as PDQ writes them in hexadecimal: the highest frequency in the highest bit of the
  /// first byte.
  public var bytes: [UInt8] {
    (0..<Self.byteCount).reversed().map {
      UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8))
    }
  }

  /// In how many of 256 bits the hashes differ: about 128 for unrelated pictures.
  public func distance(to other: PerceptualHash) -> Int {
    let difference = words ^ other.words
    return (0..<4).reduce(0) { $0 + difference[$1].nonzeroBitCount }
  }
}

extension UInt64 {
  /// The number whose bytes, the highest first, lie in memory as this one's do.
  fileprivate var bigEndianValue: UInt64 { UInt64(bigEndian: self) }
}
