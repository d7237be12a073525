import Glibc
import Matching
import Pixels
import Testing

/// A picture that is known between its samples too.
private struct Waves {
  private let waves: [(u: Double, v: Double, phase: Double, height: Double)]

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    waves = (0..<60).map { _ in
      (
        .random(in: -0.9...0.9, using: &generator), .random(in: -0.9...0.9, using: &generator),
        .random(in: 0...6.28, using: &generator), .random(in: 2...8, using: &generator)
      )
    }
  }

  func plane(_ size: Size, _ map: AffineMap = .identity) -> Plane {
    Plane(size: size) { samples in
      for i in 0..<samples.count {
        let (x, y) = map(Double(i % size.width), Double(i / size.width))
        samples[i] = Float(
          waves.reduce(128) { $0 + $1.height * sin($1.u * x + $1.v * y + $1.phase) })
      }
    }
  }
}

private let size = Size(width: 300, height: 220)
/// A tenth smaller, turned by a degree, from inside.
private let place = AffineMap.scaling(0.9, 0.9).then(.rotation(0.0175))
  .then(.translation(21.3, 9.6))
/// As feature points tell it: half a pixel here, a pixel and a half there.
private let rough = place.then(.scaling(1.004, 0.997)).then(.translation(0.7, -0.5))

private func error(_ map: AffineMap) -> Double {
  [(0.0, 0.0), (239, 0), (0, 179), (239, 179)].map { x, y in
    let (seen, true_) = (map(x, y), place(x, y))
    return hypot(seen.x - true_.x, seen.y - true_.y)
  }.max() ?? .infinity
}

@Test func aRoughPlaceIsSharpenedToAFractionOfAPixel() {
  let waves = Waves(seed: 1)
  let suspect = waves.plane(Size(width: 240, height: 180), place)
  let refined = AffineRefinement.refined(rough, from: suspect, to: waves.plane(size))
  #expect(error(rough) > 1)
  #expect(error(refined) < 0.05)
}

@Test func whatIsCoveredDoesNotPullThePlace() {
  let waves = Waves(seed: 2)
  var suspect = waves.plane(Size(width: 240, height: 180), place)
  for y in 110..<180 { for x in 140..<240 { suspect[x, y] = Float((x / 6 + y / 9) % 2 * 200) } }
  let refined = AffineRefinement.refined(rough, from: suspect, to: waves.plane(size))
  #expect(error(refined) < 0.1)
}

@Test func withoutAnythingToHoldOnToThePlaceStays() {
  let flat = Plane(size: size, filledWith: 99)
  #expect(AffineRefinement.refined(rough, from: flat, to: flat) == rough)
  let tiny = Plane(size: Size(width: 12, height: 9), filledWith: 7)
  #expect(AffineRefinement.refined(rough, from: tiny, to: tiny) == rough)
}

@Test func anUnrelatedPictureDoesNotRunAway() {
  let refined = AffineRefinement.refined(
    rough, from: Waves(seed: 3).plane(Size(width: 240, height: 180)), to: Waves(seed: 4).plane(size)
  )
  #expect(error(refined) < 12)
}
