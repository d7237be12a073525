/// The two-dimensional Fourier transform of real planes, unscaled, in single precision.
///
/// One instance serves any number of planes and threads; its tables are made once.
public struct RealFourierTransform: Sendable {
  /// The transform's size: each side a power of two, or 3 or 5 times one, at least 16.
  public let size: Size
  private let rowPlan: FourierPlan
  private let columnPlan: FourierPlan

  /// The smallest transform that holds a plane of `minimum`.
  public init(atLeast minimum: Size) {
    let width = FourierPlan.length(atLeast: minimum.width)
    let height = FourierPlan.length(atLeast: minimum.height)
    size = Size(width: width, height: height)
    rowPlan = FourierPlan(count: width)
    columnPlan = FourierPlan(count: height)
  }

  /// An empty spectrum of this transform's size.
  public func emptySpectrum() -> HalfSpectrum { HalfSpectrum(size: size) }

  /// The spectrum of `plane` (at most `size`), padded with zeros on the right and below.
  public func forward(_ plane: Plane) -> HalfSpectrum {
    precondition(plane.width <= size.width && plane.height <= size.height)
    var spectrum = HalfSpectrum(size: size)
    let stride = spectrum.stride
    var data = FourierPlan.Buffer(count: max(size.width, size.height))
    var scratch = FourierPlan.Buffer(count: max(size.width, size.height))
    defer {
      data.deallocate()
      scratch.deallocate()
    }
    spectrum.withParts { real, imaginary in
      plane.samples.withUnsafeBufferPointer { samples in
        for x in Swift.stride(from: 0, to: plane.width, by: 16) {
          load(samples, plane: plane, column: x, into: data)
          columnPlan.transform(&data, scratch: &scratch, inverse: false)
          splitColumns(data, column: x, of: plane.width, stride: stride, real, imaginary)
        }
      }
      for ky in Swift.stride(from: 0, to: stride, by: 8) {
        for x in 0..<plane.width {
          data.real[x] = lanes(real, at: x &* stride &+ ky)
          data.imaginary[x] = lanes(imaginary, at: x &* stride &+ ky)
        }
        for x in plane.width..<size.width {
          data.real[x] = .zero
          data.imaginary[x] = .zero
        }
        rowPlan.transform(&data, scratch: &scratch, inverse: false)
        for kx in 0..<size.width {
          store(data.real[kx], to: real, at: kx &* stride &+ ky)
          store(data.imaginary[kx], to: imaginary, at: kx &* stride &+ ky)
        }
      }
    }
    return spectrum
  }

  /// The plane of `extent` (at most `size`) at the upper left of the inverse transform of
  /// `spectrum`, unscaled: `inverse(forward(p))` is `p` times `size.pixelCount`.
  public func inverse(_ spectrum: HalfSpectrum, extent: Size) -> Plane {
    precondition(spectrum.size == size)
    precondition(extent.width <= size.width && extent.height <= size.height)
    var rows = spectrum
    let stride = spectrum.stride
    var data = FourierPlan.Buffer(count: max(size.width, size.height))
    var scratch = FourierPlan.Buffer(count: max(size.width, size.height))
    defer {
      data.deallocate()
      scratch.deallocate()
    }
    return rows.withParts { real, imaginary in
      for ky in Swift.stride(from: 0, to: stride, by: 8) {
        var largest = FourierPlan.Lanes.zero
        for kx in 0..<size.width {
          data.real[kx] = lanes(real, at: kx &* stride &+ ky)
          data.imaginary[kx] = lanes(imaginary, at: kx &* stride &+ ky)
          largest += data.real[kx] * data.real[kx] + data.imaginary[kx] * data.imaginary[kx]
        }
        // The transform of nothing is nothing: a mark has no high frequencies.
        if largest == .zero { continue }
        rowPlan.transform(&data, scratch: &scratch, inverse: true)
        for x in 0..<extent.width {
          store(data.real[x], to: real, at: x &* stride &+ ky)
          store(data.imaginary[x], to: imaginary, at: x &* stride &+ ky)
        }
      }
      return Plane(size: extent) { output in
        for x in Swift.stride(from: 0, to: extent.width, by: 16) {
          joinColumns(real, imaginary, column: x, of: extent.width, stride: stride, into: data)
          columnPlan.transform(&data, scratch: &scratch, inverse: true)
          let isWhole = extent.width &- x >= 16
          for y in 0..<extent.height {
            guard !isWhole else {
              let row = output.baseAddress! + (y &* extent.width &+ x)
              store(data.real[y], to: row, at: 0)
              store(data.imaginary[y], to: row, at: 8)
              continue
            }
            for lane in 0..<min(16, extent.width - x) {
              output[y &* extent.width &+ x &+ lane] =
                lane < 8 ? data.real[y][lane] : data.imaginary[y][lane - 8]
            }
          }
        }
      }
    }
  }

  /// Sixteen real columns as eight complex signals: the second eight are the imaginary parts.
  private func load(
    _ samples: UnsafeBufferPointer<Float>, plane: Plane, column: Int,
    into data: FourierPlan.Buffer
  ) {
    let available = plane.width - column
    for y in 0..<plane.height {
      let start = y &* plane.width &+ column
      if available >= 16 {
        data.real[y] = lanes(samples.baseAddress!, at: start)
        data.imaginary[y] = lanes(samples.baseAddress!, at: start &+ 8)
      } else {
        var (real, imaginary) = (FourierPlan.Lanes.zero, FourierPlan.Lanes.zero)
        for lane in 0..<available {
          if lane < 8 {
            real[lane] = samples[start + lane]
          } else {
            imaginary[lane - 8] = samples[start + lane]
          }
        }
        data.real[y] = real
        data.imaginary[y] = imaginary
      }
    }
    for y in plane.height..<size.height {
      data.real[y] = .zero
      data.imaginary[y] = .zero
    }
  }

  private func splitColumns(
    _ data: FourierPlan.Buffer, column: Int, of width: Int, stride: Int,
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>
  ) {
    let height = size.height
    let count = min(16, width - column)
    for k in 0...height / 2 {
      let mirror = k == 0 ? 0 : height &- k
      let (sumR, difR) = (data.real[k] + data.real[mirror], data.real[k] - data.real[mirror])
      let (sumI, difI) = (
        data.imaginary[k] + data.imaginary[mirror], data.imaginary[k] - data.imaginary[mirror]
      )
      let (firstR, firstI) = (sumR * 0.5, difI * 0.5)
      let (secondR, secondI) = (sumI * 0.5, difR * -0.5)
      for lane in 0..<count {
        let i = (column &+ lane) &* stride &+ k
        real[i] = lane < 8 ? firstR[lane] : secondR[lane &- 8]
        imaginary[i] = lane < 8 ? firstI[lane] : secondI[lane &- 8]
      }
    }
  }

  private func joinColumns(
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>,
    column: Int, of width: Int, stride: Int, into data: FourierPlan.Buffer
  ) {
    let height = size.height
    let count = min(16, width - column)
    for k in 0...height / 2 {
      var (ar, ai) = (FourierPlan.Lanes.zero, FourierPlan.Lanes.zero)
      var (br, bi) = (FourierPlan.Lanes.zero, FourierPlan.Lanes.zero)
      if count == 16 {
        let first = column &* stride &+ k
        ar = gather(real + first, stride)
        ai = gather(imaginary + first, stride)
        br = gather(real + (first &+ 8 &* stride), stride)
        bi = gather(imaginary + (first &+ 8 &* stride), stride)
      }
      for lane in 0..<(count == 16 ? 0 : count) {
        let i = (column &+ lane) &* stride &+ k
        if lane < 8 {
          ar[lane] = real[i]
          ai[lane] = imaginary[i]
        } else {
          br[lane &- 8] = real[i]
          bi[lane &- 8] = imaginary[i]
        }
      }
      if k != 0, k != height / 2 {
        data.real[height &- k] = ar + bi
        data.imaginary[height &- k] = br - ai
      }
      data.real[k] = ar - bi
      data.imaginary[k] = ai + br
    }
  }

  /// Eight samples, `stride` apart.
  @inline(__always)
  private func gather(_ samples: UnsafePointer<Float>, _ stride: Int) -> FourierPlan.Lanes {
    FourierPlan.Lanes(
      samples[0], samples[stride], samples[2 &* stride], samples[3 &* stride],
      samples[4 &* stride], samples[5 &* stride], samples[6 &* stride], samples[7 &* stride])
  }

  @inline(__always)
  private func lanes(_ samples: UnsafePointer<Float>, at index: Int) -> FourierPlan.Lanes {
    UnsafeRawPointer(samples + index).loadUnaligned(as: FourierPlan.Lanes.self)
  }

  @inline(__always)
  private func store(
    _ lanes: FourierPlan.Lanes, to samples: UnsafeMutablePointer<Float>, at index: Int
  ) {
    UnsafeMutableRawPointer(samples + index).storeBytes(of: lanes, as: FourierPlan.Lanes.self)
  }
}
