import CCodebook
import Glibc
public import Trust

/// How descriptors are filed: each half of a descriptor goes to the nearest of `size` centroids, so
/// that a feature has one of size x size cells, and 32 signs of projections a half tell features of
/// one cell apart.
///
/// An inverted multi-index (A. Babenko and V. Lempitsky, CVPR 2012) with binary signatures (H. Jégou,
/// M. Douze and C. Schmid, ECCV 2008).
public struct Codebook: Sendable {
  static let halfLength = LocalFeatures.descriptorLength / 2
  static let bitsPerHalf = 32
  static let magic = Array("YTCB0001".utf8)
  static let largestSize = 4096

  /// Centroids of a half.
  public let size: Int
  /// SHA-256 of `bytes`: an index can only be read with the codebook it was made with.
  public let digest: Digest
  /// The codebook as it is shipped.
  public let bytes: [UInt8]
  private let halves: [Half]

  private struct Half: Sendable {
    let centroids: [Int16]
    let norms: [Int32]
    let projections: [Float]
    let medians: [Float]
  }

  /// The codebook that came with the program; its damage would be our own.
  public static let shipped: Codebook = {
    let bytes = [UInt8](UnsafeBufferPointer(start: yv_codebook_address(), count: yv_codebook_count))
    guard let codebook = Codebook(bytes: bytes) else {
      preconditionFailure("the shipped codebook is not one")
    }
    return codebook
  }()

  /// Reads what training wrote; nil when it is something else.
  public init?(bytes: [UInt8]) {
    let header = Self.headerLength
    guard bytes.count > header, bytes.starts(with: Self.magic) else { return nil }
    let size = Int(bytes[header - 2]) | Int(bytes[header - 1]) << 8
    guard size >= 2, size <= Self.largestSize, bytes.count == Self.centroidStart(of: 2, size) else {
      return nil
    }
    self.size = size
    self.bytes = bytes
    digest = Digest.sha256(bytes)
    halves = (0..<2).map { half in
      var place = Self.centroidStart(of: half, size)
      let centroids = bytes[place..<place + size * Self.halfLength].map { Int16($0) }
      place += centroids.count
      let projections = (0..<Self.projectionCount).map { i in
        Float(
          bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + i * 4 + $1]) << UInt32($1 * 8) }
        )
      }
      place += Self.projectionCount * 4
      let medians = (0..<size * Self.bitsPerHalf).map { i in
        Float(
          Int16(
            bitPattern: UInt16(bytes[place + i * 2]) | UInt16(bytes[place + i * 2 + 1]) << 8))
      }
      let norms = (0..<size).map { k in
        centroids[k * Self.halfLength..<(k + 1) * Self.halfLength]
          .reduce(0) { $0 + Int32($1) * Int32($1) }
      }
      return Half(
        centroids: centroids, norms: norms, projections: projections, medians: medians)
    }
  }

  private static let headerLength = magic.count + 2
  private static let projectionCount = bitsPerHalf * halfLength

  /// Where the centroids of a half stand in the bytes of a codebook, `halfLength` bytes each.
  static func centroidStart(of half: Int, _ size: Int) -> Int {
    headerLength + half * (size * halfLength + projectionCount * 4 + size * bitsPerHalf * 2)
  }

  /// A cell and the signature that a feature has there.
  struct Filing: Sendable {
    let first: Int
    let second: Int
    let signature: UInt64
  }

  /// Where the feature with this descriptor is filed.
  func filing(_ descriptor: UnsafePointer<UInt8>) -> Filing {
    probes(descriptor, count: 1)[0]
  }

  /// The `count` cells nearest to a descriptor, the nearest first.
  func probes(_ descriptor: UnsafePointer<UInt8>, count: Int) -> [Filing] {
    let reach = min(size, count, 24)
    let parts = (0..<2).map { half -> (near: [Near], signs: [Float]) in
      let values = UnsafeBufferPointer(
        start: descriptor + half * Self.halfLength, count: Self.halfLength)
      return (
        nearest(reach, to: values.map { Int16($0) }, halves[half]),
        projected(values.map { Float($0) }, halves[half])
      )
    }
    var pairs: [(distance: Int32, first: Int, second: Int)] = []
    pairs.reserveCapacity(8 * count)
    for (i, a) in parts[0].near.enumerated() {
      for (j, b) in parts[1].near.enumerated() where (i + 1) * (j + 1) <= 2 * count {
        pairs.append((a.distance + b.distance, a.index, b.index))
      }
    }
    pairs.sort { $0.distance < $1.distance }
    return pairs.prefix(count).map { _, first, second in
      let signature =
        UInt64(signs(parts[0].signs, halves[0], first))
        | UInt64(signs(parts[1].signs, halves[1], second)) << 32
      return Filing(first: first, second: second, signature: signature)
    }
  }

  private typealias Near = (distance: Int32, index: Int)

  /// The nearest centroids; distances are squared, less the square of the descriptor's own norm.
  private func nearest(_ count: Int, to values: [Int16], _ half: Half) -> [Near] {
    var best: [Near] = []
    best.reserveCapacity(count + 1)
    values.withUnsafeBufferPointer { values in
      half.centroids.withUnsafeBufferPointer { centroids in
        for k in 0..<size {
          let product = Self.product(
            values.baseAddress!, centroids.baseAddress! + k &* Self.halfLength)
          let distance = half.norms[k] - 2 * product
          if best.count == count, distance >= best[count - 1].distance { continue }
          var place = best.count
          while place > 0, best[place - 1].distance > distance { place -= 1 }
          best.insert((distance, k), at: place)
          if best.count > count { best.removeLast() }
        }
      }
    }
    return best
  }

  /// The scalar product of half a descriptor and a centroid: at most 64 x 255 x 255.
  @inline(__always)
  private static func product(_ a: UnsafePointer<Int16>, _ b: UnsafePointer<Int16>) -> Int32 {
    var sum: Int32 = 0
    for i in 0..<halfLength { sum &+= Int32(a[i]) &* Int32(b[i]) }
    return sum
  }

  private func projected(_ values: [Float], _ half: Half) -> [Float] {
    values.withUnsafeBufferPointer { values in
      half.projections.withUnsafeBufferPointer { projections in
        (0..<Self.bitsPerHalf).map {
          Self.product(
            values.baseAddress!, projections.baseAddress! + $0 &* Self.halfLength, Self.halfLength)
        }
      }
    }
  }

  private func signs(_ values: [Float], _ half: Half, _ centroid: Int) -> UInt32 {
    var bits: UInt32 = 0
    for i in 0..<Self.bitsPerHalf
    where values[i] > half.medians[centroid &* Self.bitsPerHalf &+ i] {
      bits |= 1 << UInt32(i)
    }
    return bits
  }

  /// The scalar product of `count` values, a multiple of 16.
  @inline(__always)
  static func product(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
  ) -> Float {
    var (low, high) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    let (a, b) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var i = 0
    while i < count {
      low +=
        a.loadUnaligned(fromByteOffset: i &* 4, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: i &* 4, as: SIMD8<Float>.self)
      high +=
        a.loadUnaligned(fromByteOffset: i &* 4 &+ 32, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: i &* 4 &+ 32, as: SIMD8<Float>.self)
      i &+= 16
    }
    return (low + high).sum()
  }
}
