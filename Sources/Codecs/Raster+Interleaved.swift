import Pixels

extension Raster {
  /// Splits `size.pixelCount` pixels of R, G, B, A into samples and opacity.
  init(size: Size, interleaved pixels: UnsafeBufferPointer<UInt8>) {
    let count = size.pixelCount
    precondition(pixels.count == count * 4)
    var samples: [UInt8] = []
    let alpha = [UInt8](unsafeUninitializedCapacity: count) { alpha, opacities in
      samples = [UInt8](unsafeUninitializedCapacity: count * 3) { samples, initialized in
        for i in 0..<count {
          samples[3 &* i] = pixels[4 &* i]
          samples[3 &* i &+ 1] = pixels[4 &* i &+ 1]
          samples[3 &* i &+ 2] = pixels[4 &* i &+ 2]
          alpha[i] = pixels[4 &* i &+ 3]
        }
        initialized = count * 3
      }
      opacities = count
    }
    self.init(size: size, samples: samples, alpha: alpha.nilWhenOpaque)
  }

  /// The pixels as R, G, B, A; opaque where there is no opacity.
  var interleaved: [UInt8] {
    let count = size.pixelCount
    return [UInt8](unsafeUninitializedCapacity: count * 4) { pixels, initialized in
      samples.withUnsafeBufferPointer { samples in
        for i in 0..<count {
          pixels[4 &* i] = samples[3 &* i]
          pixels[4 &* i &+ 1] = samples[3 &* i &+ 1]
          pixels[4 &* i &+ 2] = samples[3 &* i &+ 2]
          pixels[4 &* i &+ 3] = 255
        }
      }
      alpha?.withUnsafeBufferPointer { alpha in
        for i in 0..<count { pixels[4 &* i &+ 3] = alpha[i] }
      }
      initialized = count * 4
    }
  }
}
