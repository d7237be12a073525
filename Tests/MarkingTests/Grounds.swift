import Glibc
import Pixels

/// The grounds that a visible mark has to read on.
enum Ground: String, CaseIterable {
  case light, dark, busy, long, tiny

  var picture: Raster {
    switch self {
    case .light: Self.packshot(ground: 252, product: 205)
    case .dark: Self.packshot(ground: 12, product: 46)
    case .busy: Self.busy(Size(width: 180, height: 180))
    case .long: Scene.picture(Size(width: 120, height: 400), seed: 5)
    case .tiny: Scene.picture(Size(width: 100, height: 100), seed: 6)
    }
  }

  /// A soft disc on plain ground.
  private static func packshot(ground: Double, product: Double) -> Raster {
    let size = Size(width: 280, height: 280)
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let radius = hypot(Double(x) / 280 - 0.5, Double(y) / 280 - 0.55)
        let inside = min(max((0.3 - radius) * 60, 0), 1)
        let value = ground + (product - ground) * inside
        samples += [value, value - 2 * inside, value - 6 * inside].map { UInt8(max($0, 0)) }
      }
    }
    return Raster(size: size, samples: samples)
  }

  /// A coarse weave of two colours with grain.
  private static func busy(_ size: Size) -> Raster {
    var generator = SeededGenerator(seed: 4)
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let weave = sin(Double(x) * 0.9 + 2 * sin(Double(y) * 0.05)) * sin(Double(y) * 0.7)
        let grain = Double.random(in: -25...25, using: &generator)
        samples += [120 + 70 * weave + grain, 110 + 40 * weave + grain, 90 - 50 * weave + grain]
          .map { UInt8(min(max($0, 0), 255)) }
      }
    }
    return Raster(size: size, samples: samples)
  }

  /// All grounds with a mark, side by side from the top edge, on grey.
  static func sheet(_ mark: (Raster) throws -> Raster) rethrows -> Raster {
    let pictures = try allCases.map { try mark($0.picture) }
    let gap = 8
    let size = Size(
      width: pictures.reduce(gap) { $0 + $1.size.width + gap },
      height: pictures.map(\.size.height).max()! + 2 * gap)
    var samples = [UInt8](repeating: 128, count: size.pixelCount * 3)
    var left = gap
    for picture in pictures {
      let row = picture.size.width * 3
      for y in 0..<picture.size.height {
        let target = ((y + gap) * size.width + left) * 3
        samples.replaceSubrange(
          target..<target + row, with: picture.samples[y * row..<(y + 1) * row])
      }
      left += picture.size.width + gap
    }
    return Raster(size: size, samples: samples)
  }
}
