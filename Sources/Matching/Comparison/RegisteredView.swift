import Glibc
import Pixels

/// A plane of the suspect as it lies on the registered picture, both brought to the coarser of their
/// resolutions.
struct RegisteredView {
  let suspect: Plane
  let registered: Plane
  /// 1 where the suspect shows the place, else 0.
  let covered: [UInt8]
  /// The part of the registered picture that the suspect shows, 0 to 1.
  let registeredShare: Double
  /// The part of the suspect that shows the registered picture, 0 to 1.
  let suspectShare: Double

  /// `map` leads from pixels of the suspect to pixels of the registered picture; nil when it cannot
  /// be undone.
  init?(suspect: Plane, registered: Plane, map: Homography) {
    guard let inverse = map.inverse else { return nil }
    let scale = Self.scale(map, suspect.size)
    guard scale.isFinite, scale > 1e-3, scale < 1e3 else { return nil }
    // One sample of the registered picture stands for several of a finer suspect.
    let source =
      scale < 0.9
      ? GaussianFilter(sigma: 0.5 * (1 / (scale * scale) - 1).squareRoot())(suspect) : suspect
    let size = registered.size
    var covered = [UInt8](repeating: 0, count: size.pixelCount)
    let warped = Plane(size: size) { output in
      for y in 0..<size.height {
        for x in 0..<size.width {
          let i = y &* size.width &+ x
          let (u, v) = inverse(Double(x), Double(y))
          if let value = source.bilinear(u, v) {
            output[i] = value
            covered[i] = 1
          } else {
            output[i] = 0
          }
        }
      }
    }
    self.covered = covered
    registeredShare = Double(covered.reduce(0) { $0 + Int($1) }) / Double(size.pixelCount)
    suspectShare = Self.share(of: suspect.size, inside: size, map)
    self.suspect = GaussianFilter(sigma: 1)(warped)
    let blur = (1 + 0.36 * max(0, scale * scale - 1)).squareRoot()
    self.registered = GaussianFilter(sigma: min(blur, 12))(registered)
  }

  private init(_ view: RegisteredView, registered: Plane, covered: [UInt8]) {
    (self.registered, self.covered) = (registered, covered)
    (suspect, registeredShare, suspectShare) = (
      view.suspect, view.registeredShare, view.suspectShare
    )
  }

  /// The view with another plane for the registered picture.
  func withRegistered(_ plane: Plane) -> RegisteredView {
    RegisteredView(self, registered: plane, covered: covered)
  }

  /// The view without what was laid over the picture from edge to edge: a new white background, or
  /// banners. They show nothing of the registered picture and contradict none of it.
  var withoutLaidOver: RegisteredView {
    var covered = covered
    if let background = NewBackground.found(in: self) {
      for i in covered.indices where background[i] != 0 { covered[i] = 0 }
    } else {
      let (width, height) = (registered.width, registered.height)
      let level = RuledBands(suspect: suspect, registered: registered, covered: self.covered)
      let turned = RuledBands(
        suspect: suspect.transposed, registered: registered.transposed,
        covered: (0..<covered.count).map { self.covered[$0 % height * width + $0 / height] })
      for y in level.rows.joined() {
        for x in 0..<width { covered[y * width + x] = 0 }
      }
      for x in turned.rows.joined() {
        for y in 0..<height { covered[y * width + x] = 0 }
      }
    }
    return RegisteredView(self, registered: registered, covered: covered)
  }

  private static func scale(_ map: Homography, _ size: Size) -> Double {
    abs(map.affine(at: Double(size.width) / 2, Double(size.height) / 2).determinant).squareRoot()
  }

  private static func share(of size: Size, inside: Size, _ map: Homography) -> Double {
    let steps = 48
    var hits = 0
    for row in 0..<steps {
      for column in 0..<steps {
        let (x, y) = map(
          (Double(column) + 0.5) * Double(size.width) / Double(steps) - 0.5,
          (Double(row) + 0.5) * Double(size.height) / Double(steps) - 0.5)
        if x >= -0.5, y >= -0.5, x < Double(inside.width) - 0.5, y < Double(inside.height) - 0.5 {
          hits += 1
        }
      }
    }
    return Double(hits) / Double(steps * steps)
  }
}

extension Plane {
  /// Rows as columns.
  fileprivate var transposed: Plane {
    Plane(size: Size(width: height, height: width)) { output in
      samples.withUnsafeBufferPointer { input in
        for y in 0..<width {
          for x in 0..<height { output[y &* height &+ x] = input[x &* width &+ y] }
        }
      }
    }
  }

  /// The bilinear value at (x, y), or nil outside the plane.
  @inline(__always)
  func bilinear(_ x: Double, _ y: Double) -> Float? {
    guard x >= -0.5, y >= -0.5, x <= Double(width) - 0.5, y <= Double(height) - 0.5 else {
      return nil
    }
    let (px, py) = (min(max(x, 0), Double(width - 1)), min(max(y, 0), Double(height - 1)))
    let (left, top) = (Int(px), Int(py))
    let (right, bottom) = (min(left &+ 1, width - 1), min(top &+ 1, height - 1))
    let (dx, dy) = (Float(px - Double(left)), Float(py - Double(top)))
    return samples.withUnsafeBufferPointer { samples in
      let upper =
        samples[top &* width &+ left] * (1 - dx) + samples[top &* width &+ right] * dx
      let lower =
        samples[bottom &* width &+ left] * (1 - dx) + samples[bottom &* width &+ right] * dx
      return upper * (1 - dy) + lower * dy
    }
  }
}
