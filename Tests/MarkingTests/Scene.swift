import Glibc
import Pixels

/// Pictures with flat ground, soft shapes, edges and grain, made from a seed.
enum Scene {
  static func picture(_ size: Size, seed: UInt64 = 1) -> Raster {
    var generator = SeededGenerator(seed: seed)
    let blobs = (0..<24).map { _ in
      (
        x: Double.random(in: 0...1, using: &generator),
        y: Double.random(in: 0...1, using: &generator),
        radius: Double.random(in: 0.03...0.2, using: &generator),
        shade: (0..<3).map { _ in Double.random(in: -45...45, using: &generator) }
      )
    }
    var samples: [UInt8] = []
    samples.reserveCapacity(size.pixelCount * 3)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = (Double(x) / size.meanSide, Double(y) / size.meanSide)
        var rgb = [150 + 40 * u, 140 + 30 * v, 150 - 30 * u]
        for blob in blobs where hypot(u - blob.x, v - blob.y) < blob.radius {
          let grain = Double.random(in: -6...6, using: &generator)
          for i in 0..<3 { rgb[i] += blob.shade[i] + grain }
        }
        samples += rgb.map { UInt8(min(max($0, 0), 255)) }
      }
    }
    return Raster(size: size, samples: samples)
  }

  /// The part of a picture in `region`.
  static func crop(_ raster: Raster, _ region: Region) -> Raster {
    var samples: [UInt8] = []
    for y in region.y..<region.y + region.height {
      let start = (y * raster.size.width + region.x) * 3
      samples += raster.samples[start..<start + region.width * 3]
    }
    return Raster(size: Size(width: region.width, height: region.height), samples: samples)
  }

  static func mirrored(_ raster: Raster) -> Raster {
    var copy = raster
    let width = raster.size.width
    for y in 0..<raster.size.height {
      for x in 0..<width {
        for c in 0..<3 {
          copy.samples[(y * width + x) * 3 + c] =
            raster.samples[(y * width + width - 1 - x) * 3 + c]
        }
      }
    }
    return copy
  }

  /// A quarter turn clockwise.
  static func turned(_ raster: Raster) -> Raster {
    let (width, height) = (raster.size.width, raster.size.height)
    var samples = [UInt8](repeating: 0, count: raster.samples.count)
    for y in 0..<height {
      for x in 0..<width {
        for c in 0..<3 {
          samples[(x * height + height - 1 - y) * 3 + c] = raster.samples[(y * width + x) * 3 + c]
        }
      }
    }
    return Raster(size: Size(width: height, height: width), samples: samples)
  }
}
