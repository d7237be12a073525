import Glibc
import Pixels

/// Takes the picture out of a canonical luma plane and leaves what a mark could be in: a band-pass
/// that flattens the spectrum of natural pictures, then a local normalisation.
enum WhitenedField {
  private static let border = 16
  private static let wideBlur = GaussianFilter(sigma: 2.4)
  private static let narrowBlur = GaussianFilter(sigma: 1.2)

  /// The whitened plane, fading towards its borders.
  static func field(of luma: Plane, unitsPerSample: Double) -> Plane {
    faded(detail(of: luma, unitsPerSample: unitsPerSample))
  }

  /// The whitened plane in full up to its borders.
  static func detail(of luma: Plane, unitsPerSample: Double) -> Plane {
    let (width, height) = (luma.width, luma.height)
    let blur = unitsPerSample > 1 ? narrowBlur : wideBlur
    let transform = RealFourierTransform(
      atLeast: Size(width: width + 2 * border, height: height + 2 * border))
    let columns = (0..<transform.size.width).map { Reflection.index($0 - border, width) }
    let padded = Plane(size: transform.size) { output in
      luma.samples.withUnsafeBufferPointer { input in
        for y in 0..<transform.size.height {
          let source = input.baseAddress! + Reflection.index(y - border, height) &* width
          let row = output.baseAddress! + y &* transform.size.width
          for x in 0..<transform.size.width { row[x] = source[columns[x]] }
        }
      }
    }
    var spectrum = transform.forward(padded)
    apply(to: &spectrum, unitsPerSample: unitsPerSample)
    let white = transform.inverse(
      spectrum, extent: Size(width: width + border, height: height + border))
    let scale = 1 / Float(transform.size.pixelCount)
    let residual = Plane(size: luma.size) { output in
      white.samples.withUnsafeBufferPointer { white in
        for y in 0..<height {
          let source = white.baseAddress! + ((y &+ border) &* (width &+ border) &+ border)
          let row = output.baseAddress! + y &* width
          for x in 0..<width { row[x] = source[x] * scale }
        }
      }
    }
    let variance = blur(residual.product(with: residual))
    return normalised(residual, variance)
  }

  /// Divides by the local deviation and cuts off at 2.5.
  private static func normalised(_ residual: Plane, _ variance: Plane) -> Plane {
    residual.combined(with: variance) { residual, variance in
      min(max(residual / (variance + 0.15).squareRoot(), -2.5), 2.5)
    }
  }

  /// Lets the borders fade.
  static func faded(_ detail: Plane) -> Plane {
    let (across, down) = (window(detail.width), window(detail.height))
    return Plane(size: detail.size) { output in
      detail.samples.withUnsafeBufferPointer { detail in
        let width = across.count
        for y in 0..<down.count {
          for x in 0..<width {
            output[y &* width &+ x] = detail[y &* width &+ x] * across[x] * down[y]
          }
        }
      }
    }
  }

  /// Multiplies with (f / 0.2)^1.9 exp(-(f / 0.3)^4), f in cycles per unit.
  private static func apply(to spectrum: inout HalfSpectrum, unitsPerSample: Double) {
    let (width, height) = (spectrum.size.width, spectrum.size.height)
    let scale = Float(responseSteps) / 0.5 / Float(unitsPerSample * unitsPerSample)
    let squares = (0...height / 2).map { ky in
      let fy = Float(ky) / Float(height)
      return fy * fy * scale
    }
    for kx in 0..<width {
      let fx = Float(min(kx, width - kx)) / Float(width)
      let square = fx * fx * scale
      for ky in 0...height / 2 {
        let gain = response[min(Int(square + squares[ky]), responseSteps)]
        spectrum.real[kx &* spectrum.stride &+ ky] *= gain
        spectrum.imaginary[kx &* spectrum.stride &+ ky] *= gain
      }
    }
  }

  private static let responseSteps = 16_384
  /// The filter's response over the squared frequency, 0 to 0.5.
  private static let response: [Float] = (0...responseSteps).map { step in
    let f = (0.5 * (Double(step) + 0.5) / Double(responseSteps)).squareRoot()
    return Float(pow(f / 0.2, 1.9) * exp(-pow(f / 0.3, 4)))
  }

  /// A raised cosine over a twentieth of the side at both ends.
  private static func window(_ count: Int) -> [Float] {
    let edge = min(max(4, count / 20), count / 2)
    return (0..<count).map { i in
      let distance = Double(min(i, count - 1 - i)) + 0.5
      return distance >= Double(edge)
        ? 1 : Float(0.5 - 0.5 * cos(.pi * distance / Double(edge)))
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
