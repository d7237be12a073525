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
    let amplitudes = key.tones.amplitudes(meanSide: grid.native.meanSide)
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

  /// The periodic `tile`, read by cubic convolution at the image of every sample of the grid.
  private static func placed(_ tile: Plane, by map: AffineMap, on size: Size) -> Plane {
    let (period, steps) = (ToneMap.period, 256)
    let weights = (0...steps).map { step in
      let fraction = Double(step) / Double(steps)
      return SIMD4<Float>((0..<4).map { Float(keysWeight(fraction + 1 - Double($0))) })
    }
    return Plane(size: size) { output in
      tile.samples.withUnsafeBufferPointer { tile in
        for y in 0..<size.height {
          for x in 0..<size.width {
            let (u, v) = map(Double(x - size.width / 2), Double(y - size.height / 2))
            let (left, top) = (u.rounded(.down), v.rounded(.down))
            let across = weights[Int((u - left) * Double(steps) + 0.5)]
            let down = weights[Int((v - top) * Double(steps) + 0.5)]
            var sum: Float = 0
            for j in 0..<4 {
              let row = tile.baseAddress! + ((Int(top) &+ j &- 1) & (period &- 1)) &* period
              var values = SIMD4<Float>()
              for i in 0..<4 { values[i] = row[(Int(left) &+ i &- 1) & (period &- 1)] }
              sum += (values * across).sum() * down[j]
            }
            output[y &* size.width &+ x] = sum
          }
        }
      }
    }
  }
}
