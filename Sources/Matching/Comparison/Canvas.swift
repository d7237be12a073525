import Glibc
import Pixels

/// A picture that lines are drawn on.
struct Canvas {
  private(set) var raster: Raster

  init(_ raster: Raster) { self.raster = raster }

  func pixel(_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
    let i = (y * raster.size.width + x) * 3
    return (raster.samples[i], raster.samples[i + 1], raster.samples[i + 2])
  }

  mutating func set(_ x: Int, _ y: Int, _ colour: (UInt8, UInt8, UInt8)) {
    let i = (y * raster.size.width + x) * 3
    (raster.samples[i], raster.samples[i + 1], raster.samples[i + 2]) = colour
  }

  /// Outlines the frame of a picture of `size` as `map` lays it on this one.
  mutating func outline(_ size: Size, by map: Homography, _ colour: (UInt8, UInt8, UInt8)) {
    let (width, height) = (Double(size.width) - 0.5, Double(size.height) - 0.5)
    let corners = [(-0.5, -0.5), (width, -0.5), (width, height), (-0.5, height)]
      .map { map($0.0, $0.1) }
    let thickness = max(1, max(raster.size.width, raster.size.height) / 250)
    for (start, end) in zip(corners, corners[1...] + [corners[0]]) {
      line(start, end, thickness: thickness, colour)
    }
  }

  /// A filled square of 2 `radius` + 1 pixels a side, as far as it lies inside.
  mutating func dot(_ centre: (x: Double, y: Double), radius: Int, _ colour: (UInt8, UInt8, UInt8))
  {
    line(centre, centre, thickness: radius, colour)
  }

  mutating func line(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double), thickness: Int,
    _ colour: (UInt8, UInt8, UInt8)
  ) {
    let length = hypot(end.x - start.x, end.y - start.y)
    // Corners near the horizon can lie anywhere.
    guard length.isFinite, length < 100_000 else { return }
    let steps = max(1, Int(length * 2))
    let (width, height) = (raster.size.width, raster.size.height)
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      // A frame that runs along the edge is drawn just inside it.
      let x = start.x + part * (end.x - start.x)
      let y = start.y + part * (end.y - start.y)
      guard x > -2, y > -2, x < Double(width) + 2, y < Double(height) + 2 else { continue }
      let (column, row) = (Int(x.rounded()), Int(y.rounded()))
      for dy in -thickness...thickness {
        for dx in -thickness...thickness {
          let (u, v) = (column + dx, row + dy)
          if u >= 0, v >= 0, u < width, v < height { set(u, v, colour) }
        }
      }
    }
  }

  static func mirrored(_ raster: Raster) -> Raster {
    var samples = raster.samples
    let width = raster.size.width
    for y in 0..<raster.size.height {
      for x in 0..<width {
        for channel in 0..<3 {
          samples[(y * width + x) * 3 + channel] =
            raster.samples[(y * width + width - 1 - x) * 3 + channel]
        }
      }
    }
    return Raster(size: raster.size, samples: samples)
  }

  /// `raster` sampled where `map` leads from pixels of a picture of `size`; mid-grey outside.
  static func warped(_ raster: Raster, onto size: Size, by map: Homography) -> Raster {
    var samples = [UInt8](repeating: 128, count: size.pixelCount * 3)
    let (width, height) = (raster.size.width, raster.size.height)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = map(Double(x), Double(y))
        guard u >= -0.5, v >= -0.5, u <= Double(width) - 0.5, v <= Double(height) - 0.5 else {
          continue
        }
        let (px, py) = (min(max(u, 0), Double(width - 1)), min(max(v, 0), Double(height - 1)))
        let (left, top) = (Int(px), Int(py))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (dx, dy) = (px - Double(left), py - Double(top))
        for channel in 0..<3 {
          func value(_ x: Int, _ y: Int) -> Double {
            Double(raster.samples[(y * width + x) * 3 + channel])
          }
          let upper = value(left, top) * (1 - dx) + value(right, top) * dx
          let lower = value(left, bottom) * (1 - dx) + value(right, bottom) * dx
          samples[(y * size.width + x) * 3 + channel] = UInt8(
            upper * (1 - dy) + lower * dy + 0.5)
        }
      }
    }
    return Raster(size: size, samples: samples)
  }
}
