import Pixels

/// How much detail a picture has from place to place, in grey levels of deviation.
struct LocalContrast {
  /// Deviation on a coarse grid over the whole picture.
  let map: Plane
  private let size: Size

  init(_ raster: Raster) {
    size = raster.size
    let scale = min(1, 256 / raster.size.meanSide)
    let coarse = Size(
      width: max(2, Int((Double(size.width) * scale).rounded())),
      height: max(2, Int((Double(size.height) * scale).rounded())))
    let luma = Resampler(from: size, to: coarse).luma(of: raster)
    let smooth = GaussianFilter(sigma: 1.5)(luma)
    let squares = zip(luma.samples, smooth.samples).map { ($0 - $1) * ($0 - $1) }
    var variance = GaussianFilter(sigma: 3)(Plane(size: coarse, samples: squares))
    for i in variance.samples.indices {
      variance.samples[i] = max(0, variance.samples[i]).squareRoot()
    }
    map = variance
  }

  /// The mean of a part of the picture, given in its pixels.
  func mean(_ region: Region) -> Float {
    func cell(_ value: Int, _ side: Int, _ cells: Int) -> Int {
      min(max(value * cells / max(1, side), 0), cells - 1)
    }
    let columns =
      cell(
        region.x, size.width, map.width)...cell(
        region.x + region.width - 1, size.width, map.width)
    let rows =
      cell(
        region.y, size.height, map.height)...cell(
        region.y + region.height - 1, size.height, map.height)
    var sum: Float = 0
    for y in rows { for x in columns { sum += map[x, y] } }
    return sum / Float(columns.count * rows.count)
  }

  /// By how much the opacity is raised, on the grid of `map`: a little less than 1 on plain ground,
  /// where any trace is seen, up to 1.6 where detail hides it.
  var emphasis: Plane {
    Plane(size: map.size, samples: map.samples.map { min(max(0.9 + $0 / 16, 0.9), 1.6) })
  }
}
