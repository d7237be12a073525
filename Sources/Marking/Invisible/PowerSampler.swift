/// Bilinear reading of a half-plane of spectral values that is symmetric about the origin.
struct PowerSampler {
  let values: UnsafePointer<Float>
  /// Columns of the spectrum less one; their number is a power of two.
  let mask: Int
  let stride: Int
  /// Bins a cycle per 512 units, along both axes.
  let binsPerCycle: SIMD2<Float>

  /// The value at frequency (fx, fy), which lies within half the spectrum's side.
  @inline(__always)
  func value(_ fx: Float, _ fy: Float) -> Float {
    let sign: Float = fy < 0 ? -1 : 1
    let (px, py) = (fx * (binsPerCycle.x * sign), fy * (binsPerCycle.y * sign))
    // Truncation after a shift to positive numbers is cheaper than rounding down.
    let (ix, iy) = (Int(px + 4096) &- 4096, Int(py))
    let (dx, dy) = (px - Float(ix), py - Float(iy))
    let column = values + (iy &+ SuspectSpectrum.margin)
    let first = column + (ix & mask) &* stride
    let second = column + ((ix &+ 1) & mask) &* stride
    let left = first[0] + (first[1] - first[0]) * dy
    let right = second[0] + (second[1] - second[0]) * dy
    return left + (right - left) * dx
  }
}
