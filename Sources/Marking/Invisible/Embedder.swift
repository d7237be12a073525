import Glibc
public import Pixels

/// Puts an invisible mark into pictures.
public struct Embedder: Sendable {
  /// Below this geometric mean of the sides, in pixels, a picture is not marked.
  public static let minimumMeanSide = 128.0
  /// No side may be shorter, in pixels.
  public static let minimumSide = 32

  private let key: MarkKey
  private let floor: QualityFloor

  /// Marks with `key`, as strongly as `floor` lets.
  public init(key: MarkKey, floor: QualityFloor = .standard) {
    self.key = key
    self.floor = floor
  }

  /// `raster` with `payload` in it. The same arguments give the same samples, always.
  public func embed(
    _ payload: MarkPayload, in raster: Raster
  ) throws(MarkingError) -> MarkedPicture {
    try Self.check(raster.size)
    let grid = CanonicalGrid(native: raster.size)
    let luma = grid.luma(of: raster)
    let mask = PerceptualMask.mask(of: luma)
    let pattern = MarkPattern.pattern(payload, key: key, grid: grid).product(with: mask)
    var (gain, ssim) = canonicalGain(luma: luma, pattern: pattern, mask: mask)
    var marked = apply(pattern, mask, gain: gain, to: raster)
    var psnr = QualityMetrics.psnr(raster.samples, marked)
    // The canonical grid knows neither colour nor the picture's own resolution: what the whole
    // picture says decides.
    let correction = min(
      floor.headroom(psnr: psnr, ssim: ssim), floor.maximumGain / Double(gain))
    if !(0.995...1.02).contains(correction) {
      gain *= Float(correction)
      marked = apply(pattern, mask, gain: gain, to: raster)
      psnr = QualityMetrics.psnr(raster.samples, marked)
      ssim = StructuralSimilarity(reference: luma)(
        withHeadroom(luma, pattern, mask, gain: gain))
    }
    return MarkedPicture(
      raster: Raster(size: raster.size, samples: marked, alpha: raster.alpha),
      psnr: psnr, ssim: ssim, gain: Double(gain))
  }

  private static func check(_ size: Size) throws(MarkingError) {
    let detail = "\(size.width) x \(size.height)"
    guard size.meanSide >= minimumMeanSide else {
      throw MarkingError(code: .pictureTooSmall, detail: detail)
    }
    guard min(size.width, size.height) >= minimumSide else {
      throw MarkingError(code: .pictureTooNarrow, detail: detail)
    }
  }

  /// The largest gain that keeps both floors, by secant steps on the canonical grid.
  private func canonicalGain(
    luma: Plane, pattern: Plane, mask: Plane
  ) -> (gain: Float, ssim: Double) {
    let similarity = StructuralSimilarity(reference: luma)
    var gain: Float = 1
    var ssim = 1.0
    for _ in 0..<5 {
      let candidate = withHeadroom(luma, pattern, mask, gain: gain)
      ssim = similarity(candidate)
      var squares = 0.0
      for (a, b) in zip(candidate.samples, luma.samples) { squares += Double((a - b) * (a - b)) }
      let psnr = QualityMetrics.psnr(meanSquaredError: squares / Double(luma.samples.count))
      let step = min(
        floor.headroom(psnr: psnr, ssim: ssim), floor.maximumGain / Double(gain))
      gain *= Float(step)
      if abs(step - 1) < 0.01 { break }
    }
    return (gain, ssim)
  }

  private func withHeadroom(_ luma: Plane, _ pattern: Plane, _ mask: Plane, gain: Float) -> Plane {
    Plane(size: luma.size) { output in
      for i in 0..<output.count {
        let level = luma.samples[i]
        let change = Self.change(
          pattern.samples[i] * gain, amplitude: mask.samples[i] * gain, lowest: level,
          highest: level)
        output[i] = min(max(level + change, 0), 255)
      }
    }
  }

  /// What is added to every channel of a pixel: the pattern, and near white or black a shift by
  /// its amplitude, so that both signs fit.
  @inline(__always)
  private static func change(
    _ pattern: Float, amplitude: Float, lowest: Float, highest: Float
  ) -> Float {
    pattern + min(255 - amplitude - highest, 0) + max(0.5 * amplitude - lowest, 0)
  }

  private func apply(
    _ pattern: Plane, _ mask: Plane, gain: Float, to raster: Raster
  ) -> [UInt8] {
    let width = raster.size.width
    return [UInt8](unsafeUninitializedCapacity: raster.samples.count) { output, count in
      count = raster.samples.count
      let target = output.baseAddress!
      raster.samples.withUnsafeBufferPointer { samples in
        Resampler(from: pattern.size, to: raster.size).forEachRow(of: [pattern, mask]) { y, rows in
          let source = samples.baseAddress! + y &* width &* 3
          let marked = target + y &* width &* 3
          for x in 0..<width {
            let (r, g, b) = (
              Float(source[x &* 3]), Float(source[x &* 3 &+ 1]), Float(source[x &* 3 &+ 2])
            )
            let change = Self.change(
              rows[0][x] * gain, amplitude: rows[1][x] * gain, lowest: min(r, min(g, b)),
              highest: max(r, max(g, b)))
            marked[x &* 3] = Self.sample(r + change)
            marked[x &* 3 &+ 1] = Self.sample(g + change)
            marked[x &* 3 &+ 2] = Self.sample(b + change)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func sample(_ value: Float) -> UInt8 {
    UInt8(truncatingIfNeeded: Int32(min(max(value, 0), 255) + 0.5))
  }
}
