import Glibc

/// A complex number in single precision.
struct Complex: Equatable, Sendable {
  var real: Float
  var imaginary: Float

  static let zero = Complex(real: 0, imaginary: 0)

  /// exp(i angle).
  static func unit(_ angle: Double) -> Complex {
    Complex(real: Float(cos(angle)), imaginary: Float(sin(angle)))
  }

  var conjugate: Complex { Complex(real: real, imaginary: -imaginary) }
  var squaredMagnitude: Float { real * real + imaginary * imaginary }

  static func + (a: Complex, b: Complex) -> Complex {
    Complex(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }

  static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      real: a.real * b.real - a.imaginary * b.imaginary,
      imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }

  static func * (a: Complex, factor: Float) -> Complex {
    Complex(real: a.real * factor, imaginary: a.imaginary * factor)
  }
}
