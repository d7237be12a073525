import Pixels

/// The mark's waveform: a sum of tones of about unit variance, repeating every 512 units of its own,
/// placed on a picture as its payload tells.
enum MarkPattern {
  private static let transform = RealFourierTransform(
    atLeast: Size(width: ToneMap.period, height: ToneMap.period))

  /// The share of the energy that the copy's own layer has.
  private static let pictureShare: Float = 0.03

  /// The pattern of `payload` for a picture on `grid`.
  static func pattern(_ payload: MarkPayload, key: MarkKey, grid: CanonicalGrid) -> Plane {
    let amplitudes = key.tones.amplitudes(side: CanonicalGrid.side(of: grid.native))
    var spectrum = transform.emptySpectrum()
    for (k, coefficient) in PayloadCode(key: key).coefficients(payload).enumerated() {
      let tone = key.tones.tones[k]
      spectrum.addTone(
        fx: tone.fx, fy: tone.fy, real: coefficient.real * amplitudes[k],
        imaginary: coefficient.imaginary * amplitudes[k])
    }
    let tile = transform.inverse(spectrum, extent: transform.size)
    let shop = Self.placed(tile, by: key.placement(of: payload).toPattern, on: grid.size)
    let (own, share) = (key.pictureKey(of: payload).pattern(on: grid), Self.pictureShare)
    return shop.combined(with: own) { (1 - share).squareRoot() * $0 + share.squareRoot() * $1 }
  }

  /// Above any coordinate on a grid, whose sides are bounded by its area.
  private static let positive = 0x1p20
  /// Steps a sample is divided into for the weights of the convolution.
  private static let steps = 256
  private static let weights = (0...steps).map { step in
    let fraction = Double(step) / Double(steps)
    return SIMD4<Float>((0..<4).map { Float(keysWeight(fraction + 1 - Double($0))) })
  }

  /// The periodic `tile`, read by cubic convolution at the image of every sample of the grid.
  private static func placed(_ tile: Plane, by map: AffineMap, on size: Size) -> Plane {
    let mask = ToneMap.period &- 1
    // Wide enough that four neighbours lie side by side wherever one begins.
    let stride = ToneMap.period &+ 4
    let padded = Plane(size: Size(width: stride, height: ToneMap.period)) { output in
      for y in 0...mask {
        for x in 0..<stride { output[y &* stride &+ x] = tile[(x &- 1) & mask, y] }
      }
    }
    return Plane(size: size) { output in
      padded.samples.withUnsafeBytes { samples in
        weights.withUnsafeBufferPointer { weights in
          for y in 0..<size.height {
            let start = map(-Double(size.width / 2), Double(y - size.height / 2))
            for x in 0..<size.width {
              let (u, v) = (start.x + Double(x) * map.a, start.y + Double(x) * map.c)
              // Truncation after a shift to positive numbers is cheaper than rounding down.
              let (left, top) = (
                Int(u + positive) &- Int(positive), Int(v + positive) &- Int(positive)
              )
              let across = weights[Int((u - Double(left)) * Double(steps) + 0.5)]
              let down = weights[Int((v - Double(top)) * Double(steps) + 0.5)]
              let column = left & mask
              let first = taps(samples, row: top &- 1, column) * down[0]
              let second = taps(samples, row: top, column) * down[1]
              let third = taps(samples, row: top &+ 1, column) * down[2]
              let fourth = taps(samples, row: top &+ 2, column) * down[3]
              let sum = first + second + third + fourth
              output[y &* size.width &+ x] = (sum * across).sum()
            }
          }
        }
      }
    }
  }

  /// Four neighbours of the padded tile.
  @inline(__always)
  private static func taps(
    _ samples: UnsafeRawBufferPointer, row: Int, _ column: Int
  ) -> SIMD4<Float> {
    let start = (row & (ToneMap.period &- 1)) &* (ToneMap.period &+ 4) &+ column
    return (samples.baseAddress! + 4 &* start).loadUnaligned(as: SIMD4<Float>.self)
  }
}
