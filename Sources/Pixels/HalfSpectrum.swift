/// The half of a real plane's spectrum that determines the other half: all horizontal frequencies,
/// the vertical ones from 0 to half the height.
///
/// Coefficient (kx, ky) stands at `kx * stride + ky`; negative kx wrap round. For the missing half,
/// F(-kx, -ky) is the conjugate of F(kx, ky).
public struct HalfSpectrum: Sendable {
  /// The size of the transform it came from.
  public let size: Size
  /// Distance between columns of equal ky: at least `size.height / 2 + 1`, a multiple of eight.
  public let stride: Int
  /// Real parts, `size.width * stride`.
  public var real: [Float]
  /// Imaginary parts, `size.width * stride`.
  public var imaginary: [Float]

  init(size: Size) {
    self.init(size: size) { real, imaginary in
      real.initialize(repeating: 0)
      imaginary.initialize(repeating: 0)
    }
  }

  /// The spectrum of a transform of `size` whose every coefficient `fill` writes.
  public init(
    size: Size,
    fill: (UnsafeMutableBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    self.size = size
    stride = (size.height / 2 + 1 + 7) / 8 * 8
    let count = size.width * stride
    var imaginary: [Float] = []
    real = [Float](unsafeUninitializedCapacity: count) { real, initialized in
      imaginary = [Float](unsafeUninitializedCapacity: count) { imaginary, initialized in
        fill(
          UnsafeMutableBufferPointer(rebasing: real[0..<count]),
          UnsafeMutableBufferPointer(rebasing: imaginary[0..<count]))
        initialized = count
      }
      initialized = count
    }
    self.imaginary = imaginary
  }

  /// Adds a cosine: after the inverse transform, `Re((real + i imaginary) exp(2 pi i (fx x / width +
  /// fy y / height)))` is in the plane. Frequencies are whole numbers of cycles, at most half a side.
  public mutating func addTone(fx: Int, fy: Int, real re: Float, imaginary im: Float) {
    let (x, y, sign): (Int, Int, Float) = fy < 0 ? (-fx, -fy, -1) : (fx, fy, 1)
    let half: Float = 0.5
    add(x, y, re * half, im * sign * half)
    if y == 0 { add(-x, 0, re * half, -im * sign * half) }
  }

  private mutating func add(_ kx: Int, _ ky: Int, _ re: Float, _ im: Float) {
    let wrapped = (kx % size.width + size.width) % size.width
    real[wrapped * stride + ky] += re
    imaginary[wrapped * stride + ky] += im
  }

  mutating func withParts<R>(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> R
  ) -> R {
    real.withUnsafeMutableBufferPointer { re in
      imaginary.withUnsafeMutableBufferPointer { im in
        body(re.baseAddress!, im.baseAddress!)
      }
    }
  }
}
