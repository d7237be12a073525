import Pixels

/// Takes a known picture's detail out of a suspect that shows it, so that only what was added stays.
enum HostSubtraction {
  private static let wide = GaussianFilter(sigma: 3)
  private static let narrow = GaussianFilter(sigma: 1.2)
  private static let window = GaussianFilter(sigma: 10)

  /// What `suspect` has in its detail that `original` has not; 0 where it does not show it.
  ///
  /// `map` leads from samples of the suspect to samples of the original. Contrast and sharpness are
  /// fitted locally: two regressors, the original's band-pass and a blurred one.
  static func residual(of suspect: Plane, without original: Plane, map: AffineMap) -> Plane {
    let (host, covered) = warped(original, to: suspect.size, by: map)
    let detail = suspect.combined(with: wide(suspect)) { $0 - $1 }
    let smooth = wide(host)
    let sharp = host.combined(with: smooth) { $0 - $1 }
    let soft = narrow(host).combined(with: smooth) { $0 - $1 }
    let products = [
      sharp.product(with: sharp), sharp.product(with: soft), soft.product(with: soft),
      sharp.product(with: detail), soft.product(with: detail),
    ].map { window($0) }
    return Plane(size: suspect.size) { output in
      for i in 0..<output.count {
        let (aa, ab, bb) = (
          products[0].samples[i] + 0.5, products[1].samples[i], products[2].samples[i] + 0.5
        )
        let (ay, by) = (products[3].samples[i], products[4].samples[i])
        let determinant = max(aa * bb - ab * ab, .leastNormalMagnitude)
        let a = (ay * bb - by * ab) / determinant
        let b = (by * aa - ay * ab) / determinant
        output[i] =
          (detail.samples[i] - a * sharp.samples[i] - b * soft.samples[i]) * covered.samples[i]
      }
    }
  }

  /// The original as the suspect shows it, by cubic convolution, and where it does (1) or not (0).
  private static func warped(
    _ original: Plane, to size: Size, by map: AffineMap
  ) -> (host: Plane, covered: Plane) {
    let shrink = max(1, map.determinant.magnitude.squareRoot())
    let plane = original.shrunk(toMeanSide: original.size.meanSide / shrink)
    let toPlane = map.then(CanonicalGrid.between(original.size, plane.size))
    var covered = Plane(size: size)
    let host = Plane(size: size) { output in
      for y in 0..<size.height {
        for x in 0..<size.width {
          let (u, v) = toPlane(Double(x), Double(y))
          let isInside =
            u > -0.5 && v > -0.5 && u < Double(plane.width) - 0.5
            && v < Double(plane.height) - 0.5
          covered[x, y] = isInside ? 1 : 0
          output[y * size.width + x] = plane.interpolated(
            min(max(u, 0), Double(plane.width - 1)), min(max(v, 0), Double(plane.height - 1)))
        }
      }
    }
    return (host, covered)
  }
}

extension Plane {
  /// The value at (x, y), inside the plane, by cubic convolution; the edges are repeated.
  fileprivate func interpolated(_ x: Double, _ y: Double) -> Float {
    let (left, top) = (Int(x), Int(y))
    let (dx, dy) = (x - Double(left), y - Double(top))
    var sum = 0.0
    for j in -1...2 {
      let row = min(max(top + j, 0), height - 1) * width
      var line = 0.0
      for i in -1...2 {
        line +=
          Double(samples[row + min(max(left + i, 0), width - 1)]) * keysWeight(dx - Double(i))
      }
      sum += line * keysWeight(dy - Double(j))
    }
    return Float(sum)
  }
}
