import Pixels

/// The mark's waveform: a sum of tones, repeating every 512 canonical units, of about unit
/// variance.
enum MarkPattern {
  private static let transform = RealFourierTransform(
    atLeast: Size(width: ToneMap.period, height: ToneMap.period))

  /// The pattern of `payload` for a picture on `grid`, its phases counted from the grid's centre
  /// sample.
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
    let period = ToneMap.period
    return Plane(size: grid.size) { output in
      for y in 0..<grid.size.height {
        let row = (y - grid.size.height / 2 + 64 * period) % period
        for x in 0..<grid.size.width {
          let column = (x - grid.size.width / 2 + 64 * period) % period
          output[y * grid.size.width + x] = tile.samples[row * period + column]
        }
      }
    }
  }
}
