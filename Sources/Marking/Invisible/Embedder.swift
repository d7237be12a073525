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
    let mask = PerceptualMask.mask(of: luma, native: raster.size)
    let pattern = MarkPattern.pattern(payload, key: key, grid: grid).product(with: mask)
    let similarity = StructuralSimilarity(reference: luma)
    let metric = Ssimulacra2(reference: raster)
    var best: MarkedPicture?
    var gain = min(1, floor.maximumGain)
    for _ in 0..<Self.attempts {
      let marked = apply(pattern, mask, gain: Float(gain), to: raster)
      let candidate = MarkedPicture(
        raster: marked, score: metric(marked),
        psnr: QualityMetrics.psnr(raster.samples, marked.samples),
        ssim: similarity(withHeadroom(luma, pattern, mask, gain: Float(gain))), gain: gain)
      let headroom = floor.headroom(
        score: candidate.score, psnr: candidate.psnr, ssim: candidate.ssim)
      if headroom >= 1, gain > best?.gain ?? 0 { best = candidate }
      let isClose = headroom >= 1 && (headroom < 1.03 || gain >= floor.maximumGain)
      if isClose { break }
      gain = min(gain * headroom * (headroom < 1 ? 0.995 : 1), floor.maximumGain)
    }
    guard let best else {
      throw MarkingError(
        code: .noRoomForMark, detail: "\(raster.size.width) x \(raster.size.height)")
    }
    return best
  }

  /// Gains tried at most; the second or third is nearly always close enough.
  private static let attempts = 6

  private static func check(_ size: Size) throws(MarkingError) {
    let detail = "\(size.width) x \(size.height)"
    guard size.meanSide >= minimumMeanSide else {
      throw MarkingError(code: .pictureTooSmall, detail: detail)
    }
    guard min(size.width, size.height) >= minimumSide else {
      throw MarkingError(code: .pictureTooNarrow, detail: detail)
    }
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
  ) -> Raster {
    let width = raster.size.width
    let samples = [UInt8](unsafeUninitializedCapacity: raster.samples.count) { output, count in
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
    return Raster(size: raster.size, samples: samples, alpha: raster.alpha)
  }

  @inline(__always)
  private static func sample(_ value: Float) -> UInt8 {
    UInt8(truncatingIfNeeded: Int32(min(max(value, 0), 255) + 0.5))
  }
}
