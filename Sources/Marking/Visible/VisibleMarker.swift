public import Pixels
public import Typesetting

/// Puts visible marks on pictures.
public struct VisibleMarker: Sendable {
  private let mark: VisibleMark

  /// Puts `mark` on pictures.
  public init(_ mark: VisibleMark) { self.mark = mark }

  /// `raster` with the mark on it. Equal arguments give equal samples, on every machine with the same
  /// fonts. Throws when the mark cannot be drawn: a missing font or character.
  public func apply(
    to raster: Raster, variation: MarkVariation
  ) throws(TypesettingError) -> VisiblyMarkedRaster {
    let contrast = LocalContrast(raster)
    let composition = try MarkComposition(
      mark, on: raster.size, contrast: contrast, variation: variation)
    let warp = AntiRemovalWarp(
      variation, size: raster.size, emSize: composition.artwork.strokeEm(of: mark))
    let emphasis = Resampler(from: contrast.map.size, to: raster.size).rows(of: contrast.emphasis)
    return VisiblyMarkedRaster(
      raster: draw(composition, warp, emphasis, on: raster),
      boxes: composition.lattice.boxes(on: raster.size), emSize: composition.artwork.emSize,
      isLogoEnlarged: composition.artwork.isEnlarged)
  }

  /// Where the marks lie that `apply` puts on: for measuring attacks.
  package func lattice(
    on raster: Raster, variation: MarkVariation
  ) throws(TypesettingError) -> MarkLattice {
    try MarkComposition(
      mark, on: raster.size, contrast: LocalContrast(raster), variation: variation
    ).lattice
  }

  private func draw(
    _ composition: MarkComposition, _ warp: AntiRemovalWarp, _ emphasis: ResampledRows,
    on raster: Raster
  ) -> Raster {
    var samples = raster.samples
    var alpha = raster.alpha
    let width = raster.size.width
    let (lattice, artwork) = (composition.lattice, composition.artwork)
    let opacity = Float(mark.opacity)
    var (moveX, moveY, raised) = (
      [Float](repeating: 0, count: width), [Float](repeating: 0, count: width),
      [Float](repeating: 0, count: width)
    )
    let map = lattice.toGrid
    samples.withUnsafeMutableBufferPointer { samples in
      artwork.pixels.withUnsafeBufferPointer { ink in
        for y in 0..<raster.size.height {
          moveX.withUnsafeMutableBufferPointer { moveX in
            moveY.withUnsafeMutableBufferPointer { moveY in
              warp.read(y, into: moveX.baseAddress!, moveY.baseAddress!)
            }
          }
          raised.withUnsafeMutableBufferPointer { emphasis.read(y, into: $0.baseAddress!) }
          for x in 0..<width {
            let (px, py) = (Double(x) + 0.5 + Double(moveX[x]), Double(y) + 0.5 + Double(moveY[x]))
            let (gx, gy) = map(px, py)
            guard let place = lattice.place(gx, gy) else { continue }
            let paint = Self.sample(ink, artwork.size, place.x, place.y)
            if paint.w <= 0 { continue }
            let strength = min(1, opacity * raised[x])
            Self.blend(paint * strength, into: samples, alpha: &alpha, at: y &* width &+ x)
          }
        }
      }
    }
    return Raster(size: raster.size, samples: samples, alpha: alpha)
  }

  /// Bilinear, transparent outside.
  @inline(__always)
  private static func sample(
    _ ink: UnsafeBufferPointer<SIMD4<Float>>, _ size: Size, _ x: Double, _ y: Double
  ) -> SIMD4<Float> {
    let (fromX, fromY) = (x - 0.5, y - 0.5)
    let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
    let (right, below) = (Float(fromX - Double(left)), Float(fromY - Double(top)))
    @inline(__always) func pixel(_ x: Int, _ y: Int) -> SIMD4<Float> {
      x < 0 || y < 0 || x >= size.width || y >= size.height ? .zero : ink[y &* size.width &+ x]
    }
    let upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right
    let lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right
    return upper * (1 - below) + lower * below
  }

  /// Lays `paint`, multiplied by its alpha, over pixel `index`.
  @inline(__always)
  private static func blend(
    _ paint: SIMD4<Float>, into samples: UnsafeMutableBufferPointer<UInt8>,
    alpha: inout [UInt8]?, at index: Int
  ) {
    var keep = 1 - paint.w
    var scale: Float = 1
    if let old = alpha?[index], old < 255 {
      let under = Float(old) / 255 * keep
      let all = under + paint.w
      (keep, scale) = (under / all, 1 / all)
      alpha?[index] = UInt8(min(max(all * 255, 0), 255) + 0.5)
    }
    for channel in 0..<3 {
      let place = 3 &* index &+ channel
      let value = Float(samples[place]) * keep + paint[channel] * scale
      samples[place] = UInt8(min(max(value, 0), 255) + 0.5)
    }
  }
}

extension MarkArtwork {
  /// The em that the width of strokes goes with: a logo's details are about a sixth of it.
  fileprivate func strokeEm(of mark: VisibleMark) -> Double {
    if case .text = mark.subject { emSize } else { emSize / 6 }
  }
}
