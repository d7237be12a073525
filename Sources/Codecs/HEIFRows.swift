import Pixels

/// Interleaved rows as libheif hands them out: 8 bits a sample, or more in two little-endian bytes.
struct HEIFRows {
  let plane: UnsafePointer<UInt8>
  let stride: Int
  let size: Size
  let channels: Int
  /// Bits that are used in a sample.
  let depth: Int
  let isDeep: Bool

  /// The rows as a raster; deep samples are scaled to 0...255 and rounded.
  var raster: Raster {
    let count = size.pixelCount
    let hasAlpha = channels == 4
    let maximum = (1 << depth) - 1
    let table = isDeep ? (0...maximum).map { UInt8(($0 * 255 + maximum / 2) / maximum) } : []
    var alpha = [UInt8](repeating: 255, count: hasAlpha ? count : 0)
    let samples = [UInt8](unsafeUninitializedCapacity: count * 3) { samples, initialized in
      alpha.withUnsafeMutableBufferPointer { alpha in
        for y in 0..<size.height {
          let row = plane + y &* stride
          for x in 0..<size.width {
            let pixel = y &* size.width &+ x
            for channel in 0..<channels {
              let index = x &* channels &+ channel
              let value: UInt8
              if isDeep {
                let deep = Int(row[2 &* index]) | Int(row[2 &* index &+ 1]) << 8
                value = table[min(deep, maximum)]
              } else {
                value = row[index]
              }
              if channel == 3 {
                alpha[pixel] = value
              } else {
                samples[3 &* pixel &+ channel] = value
              }
            }
          }
        }
      }
      initialized = count * 3
    }
    return Raster(size: size, samples: samples, alpha: hasAlpha ? alpha.nilWhenOpaque : nil)
  }
}

extension Raster {
  /// The picture with its colours divided by its opacity.
  var withoutPremultiplication: Raster {
    guard let alpha else { return self }
    var samples = samples
    for i in 0..<alpha.count {
      let opacity = Int(alpha[i])
      if opacity == 255 || opacity == 0 { continue }
      for channel in 3 * i..<3 * i + 3 {
        samples[channel] = UInt8(min(255, (Int(samples[channel]) * 255 + opacity / 2) / opacity))
      }
    }
    return Raster(size: size, samples: samples, alpha: alpha)
  }
}
