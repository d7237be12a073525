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
    return HalfSpectrum(size: size) { real, imaginary in
      let stride = real.count / size.width
      let (real, imaginary) = (real.baseAddress!, imaginary.baseAddress!)
      var data = FourierPlan.Buffer(count: max(size.width, size.height))
      var scratch = FourierPlan.Buffer(count: max(size.width, size.height))
      defer {
        data.deallocate()
        scratch.deallocate()
      }
      plane.samples.withUnsafeBufferPointer { samples in
        for x in Swift.stride(from: 0, to: plane.width, by: 16) {
          load(samples, plane: plane, column: x, into: data)
          columnPlan.transform(&data, scratch: &scratch, inverse: false)
          splitColumns(data, column: x, of: plane.width, stride: stride, real, imaginary)
        }
      }
      // Between half the height and the stride is nothing.
      let used = size.height / 2 + 1
      for x in 0..<plane.width {
        (real + x &* stride + used).update(repeating: 0, count: stride - used)
        (imaginary + x &* stride + used).update(repeating: 0, count: stride - used)
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
  }

  /// The plane of `extent` (at most `size`) at the upper left of the inverse transform of
  /// `spectrum`, unscaled: `inverse(forward(p))` is `p` times `size.pixelCount`.
  public func inverse(_ spectrum: consuming HalfSpectrum, extent: Size) -> Plane {
    precondition(spectrum.size == size)
    precondition(extent.width <= size.width && extent.height <= size.height)
    let stride = spectrum.stride
    var data = FourierPlan.Buffer(count: max(size.width, size.height))
    var scratch = FourierPlan.Buffer(count: max(size.width, size.height))
    defer {
      data.deallocate()
      scratch.deallocate()
    }
    return spectrum.withParts { real, imaginary in
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
          save(data, column: x, of: extent, to: output)
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

  private func save(
    _ data: FourierPlan.Buffer, column: Int, of extent: Size,
    to samples: UnsafeMutableBufferPointer<Float>
  ) {
    let available = extent.width - column
    for y in 0..<extent.height {
      let start = y &* extent.width &+ column
      if available >= 16 {
        store(data.real[y], to: samples.baseAddress!, at: start)
        store(data.imaginary[y], to: samples.baseAddress!, at: start &+ 8)
      } else {
        for lane in 0..<available {
          samples[start + lane] = lane < 8 ? data.real[y][lane] : data.imaginary[y][lane - 8]
        }
      }
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
      let first = column &* stride &+ k
      scatter(firstR, to: real, at: first, stride: stride, count: count)
      scatter(firstI, to: imaginary, at: first, stride: stride, count: count)
      guard count > 8 else { continue }
      let second = first &+ 8 &* stride
      scatter(secondR, to: real, at: second, stride: stride, count: count &- 8)
      scatter(secondI, to: imaginary, at: second, stride: stride, count: count &- 8)
    }
  }

  private func joinColumns(
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>,
    column: Int, of width: Int, stride: Int, into data: FourierPlan.Buffer
  ) {
    let height = size.height
    let count = min(16, width - column)
    for k in 0...height / 2 {
      let first = column &* stride &+ k
      let ar = gather(real, at: first, stride: stride, count: count)
      let ai = gather(imaginary, at: first, stride: stride, count: count)
      let second = first &+ 8 &* stride
      let br = gather(real, at: second, stride: stride, count: count &- 8)
      let bi = gather(imaginary, at: second, stride: stride, count: count &- 8)
      if k != 0, k != height / 2 {
        data.real[height &- k] = ar + bi
        data.imaginary[height &- k] = br - ai
      }
      data.real[k] = ar - bi
      data.imaginary[k] = ai + br
    }
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

  /// Lanes from `count` samples `stride` apart, the others 0.
  @inline(__always)
  private func gather(
    _ samples: UnsafePointer<Float>, at i: Int, stride n: Int, count: Int
  ) -> FourierPlan.Lanes {
    guard count < 8 else {
      return FourierPlan.Lanes(
        samples[i], samples[i &+ n], samples[i &+ 2 &* n], samples[i &+ 3 &* n],
        samples[i &+ 4 &* n], samples[i &+ 5 &* n], samples[i &+ 6 &* n], samples[i &+ 7 &* n])
    }
    var lanes = FourierPlan.Lanes.zero
    for lane in 0..<max(count, 0) { lanes[lane] = samples[i &+ lane &* n] }
    return lanes
  }

  /// The first `count` lanes to samples `stride` apart.
  @inline(__always)
  private func scatter(
    _ lanes: FourierPlan.Lanes, to samples: UnsafeMutablePointer<Float>, at i: Int, stride n: Int,
    count: Int
  ) {
    guard count < 8 else {
      (samples[i], samples[i &+ n], samples[i &+ 2 &* n], samples[i &+ 3 &* n]) = (
        lanes[0], lanes[1], lanes[2], lanes[3]
      )
      (samples[i &+ 4 &* n], samples[i &+ 5 &* n], samples[i &+ 6 &* n], samples[i &+ 7 &* n]) = (
        lanes[4], lanes[5], lanes[6], lanes[7]
      )
      return
    }
    for lane in 0..<count { samples[i &+ lane &* n] = lanes[lane] }
  }
}
