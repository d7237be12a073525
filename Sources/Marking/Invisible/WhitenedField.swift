import Glibc
import Pixels

/// Takes the picture out of a canonical luma plane and leaves what a mark could be in: a band-pass
/// that flattens the spectrum of natural pictures, then a local normalisation.
enum WhitenedField {
  private static let border = 16
  private static let blur = GaussianFilter(sigma: 3)

  static func field(of luma: Plane) -> Plane {
    let (width, height) = (luma.width, luma.height)
    let transform = RealFourierTransform(
      atLeast: Size(width: width + 2 * border, height: height + 2 * border))
    let padded = Plane(size: transform.size) { output in
      luma.samples.withUnsafeBufferPointer { input in
        for y in 0..<transform.size.height {
          let source = Reflection.index(y - border, height) * width
          let row = y * transform.size.width
          for x in 0..<transform.size.width {
            output[row &+ x] = input[source &+ Reflection.index(x &- border, width)]
          }
        }
      }
    }
    var spectrum = transform.forward(padded)
    apply(to: &spectrum)
    let white = transform.inverse(
      spectrum, extent: Size(width: width + border, height: height + border))
    let scale = 1 / Float(transform.size.pixelCount)
    let residual = Plane(size: luma.size) { output in
      for y in 0..<height {
        for x in 0..<width { output[y * width + x] = white[x + border, y + border] * scale }
      }
    }
    let field = residual.combined(with: blur(residual.product(with: residual))) { value, variance in
      let normalised = value / (variance + 0.49).squareRoot()
      return min(max(normalised, -2.5), 2.5)
    }
    return tapered(field)
  }

  /// Multiplies with min((f / 0.2)^1.5, 1.3) exp(-(f / 0.3)^4), f in cycles per sample.
  private static func apply(to spectrum: inout HalfSpectrum) {
    let (width, height) = (spectrum.size.width, spectrum.size.height)
    for kx in 0..<width {
      let fx = Float(min(kx, width - kx)) / Float(width)
      for ky in 0...height / 2 {
        let fy = Float(ky) / Float(height)
        let position = (fx * fx + fy * fy) * (Float(responseSteps) / 0.5)
        let gain = response[min(Int(position), responseSteps)]
        spectrum.real[kx &* spectrum.stride &+ ky] *= gain
        spectrum.imaginary[kx &* spectrum.stride &+ ky] *= gain
      }
    }
  }

  private static let responseSteps = 16_384
  /// The filter's response over the squared frequency, 0 to 0.5.
  private static let response: [Float] = (0...responseSteps).map { step in
    let f = (0.5 * (Double(step) + 0.5) / Double(responseSteps)).squareRoot()
    return Float(min(pow(f / 0.2, 1.5), 1.3) * exp(-pow(f / 0.3, 4)))
  }

  /// A raised cosine over a twentieth of each side at every border.
  private static func tapered(_ field: Plane) -> Plane {
    func window(_ count: Int) -> [Float] {
      let edge = min(max(4, count / 20), count / 2)
      return (0..<count).map { i in
        let distance = Double(min(i, count - 1 - i)) + 0.5
        return distance >= Double(edge)
          ? 1 : Float(0.5 - 0.5 * cos(.pi * distance / Double(edge)))
      }
    }
    let (across, down) = (window(field.width), window(field.height))
    return Plane(size: field.size) { output in
      for y in 0..<field.height {
        for x in 0..<field.width {
          output[y &* field.width &+ x] = field.samples[y &* field.width &+ x] * across[x] * down[y]
        }
      }
    }
  }
}

extension Plane {
  /// The middle of the plane, at most `limit` on a side.
  func centre(atMost limit: Int) -> Plane {
    if width <= limit, height <= limit { return self }
    let (side, depth) = (min(width, limit), min(height, limit))
    return cropped(
      Region(
        x: width / 2 - side / 2, y: height / 2 - depth / 2, width: side, height: depth))
  }
}
