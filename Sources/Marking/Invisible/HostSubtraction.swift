import Pixels

/// Takes a known picture's detail out of a suspect that shows it, so that only what was added stays.
enum HostSubtraction {
  private static let wide = GaussianFilter(sigma: 3)
  private static let narrow = GaussianFilter(sigma: 1.2)
  private static let window = GaussianFilter(sigma: 10)

  /// What `suspect` has in its detail that `original` has not; 0 where it does not show it.
  ///
  /// `map` leads from samples of the suspect to samples of the original. Contrast, sharpness and a shift
  /// of a fraction of a sample are fitted locally, by least squares with four regressors: the
  /// original's band-pass, a blurred one, and its slopes along both axes.
  static func residual(of suspect: Plane, without original: Plane, map: AffineMap) -> Plane {
    let (host, covered) = warped(original, to: suspect.size, by: map)
    let detail = suspect.combined(with: wide(suspect)) { $0 - $1 }
    let smooth = wide(host)
    let sharp = host.combined(with: smooth) { $0 - $1 }
    let soft = narrow(host).combined(with: smooth) { $0 - $1 }
    let regressors = [sharp, soft, host.slope(along: 1), host.slope(along: host.width)]
    let count = regressors.count
    var products: [Plane] = []
    for row in 0..<count {
      products += (0...row).map { window(regressors[row].product(with: regressors[$0])) }
    }
    let targets = regressors.map { window($0.product(with: detail)) }
    return Plane(size: suspect.size) { output in
      for i in 0..<output.count {
        let weights = LocalFit.weights(products: products, targets: targets, at: i)
        var explained: Float = 0
        for k in 0..<count { explained += weights[k] * regressors[k].samples[i] }
        output[i] = (detail.samples[i] - explained) * covered.samples[i]
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

/// The weighted least squares of a neighbourhood, solved for one sample.
private enum LocalFit {
  /// Keeps flat neighbourhoods, in which nothing can be fitted, from dividing by nothing.
  private static let ridge: Float = 0.5

  /// The weights of four regressors, by Cholesky's decomposition. `products` are those of the lower
  /// triangle, row by row.
  static func weights(products: [Plane], targets: [Plane], at i: Int) -> SIMD4<Float> {
    var factor = InlineMatrix()
    var weights = SIMD4<Float>()
    var next = 0
    for row in 0..<4 {
      var target = targets[row].samples[i]
      for column in 0...row {
        var value = products[next].samples[i]
        next += 1
        for k in 0..<column { value -= factor[row][k] * factor[column][k] }
        if row == column {
          factor[row][row] = max(value + ridge, ridge).squareRoot()
        } else {
          factor[row][column] = value / factor[column][column]
        }
      }
      for k in 0..<row { target -= factor[row][k] * weights[k] }
      weights[row] = target / factor[row][row]
    }
    for row in (0..<4).reversed() {
      for k in (row + 1)..<4 { weights[row] -= factor[k][row] * weights[k] }
      weights[row] /= factor[row][row]
    }
    return weights
  }

  private struct InlineMatrix {
    private var rows = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())

    subscript(row: Int) -> SIMD4<Float> {
      get { row < 2 ? (row == 0 ? rows.0 : rows.1) : (row == 2 ? rows.2 : rows.3) }
      set {
        switch row {
        case 0: rows.0 = newValue
        case 1: rows.1 = newValue
        case 2: rows.2 = newValue
        default: rows.3 = newValue
        }
      }
    }
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
