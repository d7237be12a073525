import Pixels
import Typesetting

/// A mark drawn once, at the size it has on one picture: light and dark edges included, so that it
/// reads on any ground.
struct MarkArtwork {
  /// Columns and rows.
  let size: Size
  /// Red, green, blue in 0…255 times alpha, and alpha in 0…1.
  let pixels: [SIMD4<Float>]
  /// The em of text, or the longer side of a logo, in pixels.
  let emSize: Double
  /// Whether it had to be drawn larger than the logo's own pixels.
  let isEnlarged: Bool

  /// How much weaker than the shapes the edge is.
  private static let edgeStrength: Float = 0.8

  /// Draws `subject` with `emSize`.
  init(_ subject: VisibleMark.Subject, emSize: Double) throws(TypesettingError) {
    self.emSize = emSize
    switch subject {
    case .text(let line, let color):
      let stencil = try line.stencil(emSize: emSize, edge: max(0.7, 0.06 * emSize))
      size = stencil.size
      isEnlarged = false
      let (ink, edge) = (color.levels, color.edge.levels)
      pixels = zip(stencil.fill.samples, stencil.edge.samples).map { fill, wide in
        ink * fill + edge * (wide * Self.edgeStrength * (1 - fill))
      }
    case .logo(let raster):
      let target = Self.size(aspect: raster.size.aspect, longest: emSize)
      isEnlarged = target.width > raster.size.width
      let logo = Self.premultiplied(raster, target)
      (size, pixels) = Self.edged(logo, target)
    case .drawing(let drawing):
      let target = Self.size(aspect: drawing.aspect, longest: emSize)
      isEnlarged = false
      let logo = Self.premultiplied(try drawing.raster(target), target)
      (size, pixels) = Self.edged(logo, target)
    }
  }

  private static func size(aspect: Double, longest: Double) -> Size {
    Size(
      width: max(1, Int((longest * min(1, aspect)).rounded())),
      height: max(1, Int((longest * min(1, 1 / aspect)).rounded())))
  }

  /// Colours are multiplied by alpha before they are resampled: what lies under transparent pixels
  /// would bleed into the rim.
  private static func premultiplied(_ raster: Raster, _ target: Size) -> [SIMD4<Float>] {
    let alpha = raster.alpha ?? [UInt8](repeating: 255, count: raster.size.pixelCount)
    let resampler = Resampler(from: raster.size, to: target)
    let opacity = resampler(
      Plane(size: raster.size, samples: alpha.map { Float($0) / 255 })
    ).samples.map { min(max($0, 0), 1) }
    let colours = (0..<3).map { channel in
      resampler(
        Plane(
          size: raster.size,
          samples: alpha.indices.map {
            Float(raster.samples[3 * $0 + channel]) * Float(alpha[$0]) / 255
          })
      ).samples
    }
    return opacity.indices.map { i in
      let most = 255 * opacity[i]
      return SIMD4(
        min(max(colours[0][i], 0), most), min(max(colours[1][i], 0), most),
        min(max(colours[2][i], 0), most), opacity[i])
    }
  }

  /// A logo has colours of its own, so it gets both: a light rim, and a dark one round that.
  private static func edged(
    _ logo: [SIMD4<Float>], _ inner: Size
  ) -> (Size, [SIMD4<Float>]) {
    let width = max(0.8, 0.012 * Double(max(inner.width, inner.height)))
    let border = Int((5 * width).rounded(.up))
    let outer = Size(width: inner.width + 2 * border, height: inner.height + 2 * border)
    var padded = [SIMD4<Float>](repeating: .zero, count: outer.pixelCount)
    for y in 0..<inner.height {
      for x in 0..<inner.width {
        padded[(y + border) * outer.width + x + border] = logo[y * inner.width + x]
      }
    }
    let alpha = Plane(size: outer, samples: padded.map(\.w))
    let light = GaussianFilter(sigma: width)(alpha).samples
    let dark = GaussianFilter(sigma: 2 * width)(alpha).samples
    let white = MarkColor.white.levels
    let black = SIMD4<Float>(0, 0, 0, 1)
    for i in padded.indices {
      padded[i] += white * (min(1, 2.5 * light[i]) * (1 - padded[i].w))
      padded[i] += black * (min(1, 2 * dark[i]) * edgeStrength * (1 - padded[i].w))
    }
    return (outer, padded)
  }
}

extension Size {
  /// Width divided by height.
  var aspect: Double { Double(width) / Double(height) }
}
