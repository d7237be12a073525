import Glibc
public import Pixels

/// The PDQ hashes of a picture in its eight turned and mirrored forms, all from one transform, and
/// PDQ's measure of how much there is to hash.
public struct DihedralHashes: Sendable, Equatable {
  /// Below this quality PDQ's authors do not compare hashes.
  public static let leastQuality = 50

  /// The picture as it is.
  public let upright: PerceptualHash
  /// In the reference's order: as it is, turned by 90, 180 and 270 degrees, mirrored top to bottom,
  /// left to right, and in the two diagonals.
  public let all: [PerceptualHash]
  /// 0 (nothing to hash) to 100.
  public let quality: Int

  private static let grid = 64
  private static let frequencies = 16
  private static let leastSide = 5

  /// The hashes of a picture. The luma is summed in double precision, as `pdqhash` does.
  public init(_ raster: Raster) {
    self.init(
      Plane(size: raster.size) { luma in
        raster.samples.withUnsafeBufferPointer { rgb in
          for i in 0..<luma.count {
            luma[i] = Float(
              Double(rgb[3 &* i]) * 0.299 + Double(rgb[3 &* i &+ 1]) * 0.587
                + Double(rgb[3 &* i &+ 2]) * 0.114)
          }
        }
      })
  }

  /// The hashes of a luma plane.
  public init(_ luma: Plane) {
    guard min(luma.width, luma.height) >= Self.leastSide else {
      (upright, all, quality) = (.zero, [PerceptualHash](repeating: .zero, count: 8), 0)
      return
    }
    let small = JaroszFilter.shrunk(luma, to: Self.grid)
    let cosines = Self.transformed(small)
    quality = Self.quality(of: small)
    all = Self.forms.map { form in
      var turned = [Float](repeating: 0, count: cosines.count)
      for i in 0..<Self.frequencies {
        for j in 0..<Self.frequencies {
          let value = cosines[i * Self.frequencies + j]
          let place = form.transposed ? j * Self.frequencies + i : i * Self.frequencies + j
          turned[place] = form.negates(i, j) ? -value : value
        }
      }
      return PerceptualHash(frequencies: turned)
    }
    upright = all[0]
  }

  /// The least distance of `hash` from any form.
  public func distance(to hash: PerceptualHash) -> Int {
    all.lazy.map { $0.distance(to: hash) }.min() ?? 256
  }

  private struct Form: Sendable {
    let transposed: Bool
    let negates: @Sendable (Int, Int) -> Bool
  }

  private static let forms: [Form] = [
    Form(transposed: false) { _, _ in false },
    Form(transposed: true) { _, j in j % 2 == 0 },
    Form(transposed: false) { i, j in (i + j) % 2 == 1 },
    Form(transposed: true) { i, _ in i % 2 == 0 },
    Form(transposed: false) { i, _ in i % 2 == 0 },
    Form(transposed: false) { _, j in j % 2 == 0 },
    Form(transposed: true) { _, _ in false },
    Form(transposed: true) { i, j in (i + j) % 2 == 1 },
  ]

  private static func transformed(_ small: [Float]) -> [Float] {
    var across = [Float](repeating: 0, count: frequencies * grid)
    for i in 0..<frequencies {
      for k in 0..<grid {
        let weight = cosine[i * grid + k]
        for j in 0..<grid { across[i * grid + j] += weight * small[k * grid + j] }
      }
    }
    var output = [Float](repeating: 0, count: frequencies * frequencies)
    for i in 0..<frequencies {
      for j in 0..<frequencies {
        var sum: Float = 0
        for k in 0..<grid { sum += across[i * grid + k] * cosine[j * grid + k] }
        output[i * frequencies + j] = sum
      }
    }
    return output
  }

  private static func quality(of small: [Float]) -> Int {
    func step(_ a: Float, _ b: Float) -> Int { abs(Int((a - b) * 100 / 255)) }
    var sum = 0
    for i in 0..<grid {
      for j in 0..<grid {
        if i + 1 < grid { sum += step(small[i * grid + j], small[(i + 1) * grid + j]) }
        if j + 1 < grid { sum += step(small[i * grid + j], small[i * grid + j + 1]) }
      }
    }
    return min(100, sum / 90)
  }

  /// Cosine frequencies 1 to 16 over the grid.
  private static let cosine: [Float] = (0..<frequencies * grid).map { place in
    let (i, j) = (place / grid, place % grid)
    return Float((2 / Double(grid)).squareRoot())
      .scaled(by: cos(Double.pi / 2 / Double(grid) * Double(i + 1) * Double(2 * j + 1)))
  }
}

extension Float {
  /// The product taken in double precision and rounded once, as C does for float times double.
  fileprivate func scaled(by factor: Double) -> Float { Float(Double(self) * factor) }
}
