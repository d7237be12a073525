/// Bilinear reading of a half-plane of spectral values that is symmetric about the origin.
struct PowerSampler {
  let values: UnsafePointer<Float>

  /// The value at bin (x, y), each of the four neighbours limited to `cap`. |x| and |y| are at
  /// most half the spectrum's side.
  @inline(__always)
  func capped(atX x: Float, y: Float, cap: Float) -> Float {
    let (px, py) = y < 0 ? (-x, -y) : (x, y)
    let (fx, fy) = (px.rounded(.down), py.rounded(.down))
    let (dx, dy) = (px - fx, py - fy)
    let (ix, iy) = (Int(fx), Int(fy) &+ SuspectSpectrum.margin)
    let row = (ix & (SuspectSpectrum.side &- 1)) &* SuspectSpectrum.stride &+ iy
    let next = ((ix &+ 1) & (SuspectSpectrum.side &- 1)) &* SuspectSpectrum.stride &+ iy
    let upper = min(values[row], cap) * (1 - dy) + min(values[row &+ 1], cap) * dy
    let lower = min(values[next], cap) * (1 - dy) + min(values[next &+ 1], cap) * dy
    return upper * (1 - dx) + lower * dx
  }
}
