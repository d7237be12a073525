import Glibc
import Matching
import Pixels
import Testing

/// A luma plane of soft waves and fine grain, different for every seed.
private func photo(_ size: Size, seed: UInt64) -> Plane {
  var generator = SeededGenerator(seed: seed)
  let waves = (0..<40).map { _ in
    (
      Double.random(in: -40...40, using: &generator),
      Double.random(in: -40...40, using: &generator),
      Double.random(in: 0...6.28, using: &generator), Double.random(in: 4...14, using: &generator)
    )
  }
  return Plane(size: size) { samples in
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = (Double(x) / Double(size.width), Double(y) / Double(size.height))
        let value = waves.reduce(128.0) { $0 + $1.3 * sin($1.0 * u + $1.1 * v + $1.2) }
        samples[y * size.width + x] = Float(min(max(value, 0), 255))
      }
    }
  }
}

@Test func hashOfTheSamePhotoIsNearAndOfAnotherFar() {
  let large = photo(Size(width: 400, height: 300), seed: 1)
  let small = Resampler(from: large.size, to: Size(width: 180, height: 135))(large)
  let other = photo(Size(width: 400, height: 300), seed: 2)
  #expect(PerceptualHash(large).distance(to: PerceptualHash(small)) <= PerceptualHash.matchDistance)
  #expect(PerceptualHash(large).distance(to: PerceptualHash(other)) > 80)
}

@Test func hashBytesRoundTrip() {
  let hash = PerceptualHash(photo(Size(width: 64, height: 64), seed: 3))
  #expect(PerceptualHash(bytes: hash.bytes) == hash)
  #expect(PerceptualHash(bytes: hash.bytes.dropLast()) == nil)
}

@Test func cropIsPlacedInItsOriginalAndCorresponds() {
  let original = photo(Size(width: 148, height: 111), seed: 4)
  let export = Resampler(from: Size(width: 90, height: 90), to: Size(width: 128, height: 128))(
    original.cropped(Region(x: 33, y: 12, width: 90, height: 90)))
  let found = CropRegistration.place(export, in: original)
  #expect(found.agreement.corresponds)
  #expect(found.agreement.detailCorrelation > 0.9)
  let corner = found.map(0, 0)
  #expect(abs(corner.x - 33) < 1.5 && abs(corner.y - 12) < 1.5)
}

@Test func anotherPhotoDoesNotCorrespondWhereverItIsPlaced() {
  for seed in 5..<10 {
    let found = CropRegistration.place(
      photo(Size(width: 128, height: 128), seed: UInt64(seed)),
      in: photo(Size(width: 148, height: 111), seed: UInt64(seed + 100)))
    #expect(!found.agreement.corresponds)
  }
}

@Test func blankPicturesAgreeInNothing() {
  let blank = Plane(size: Size(width: 100, height: 100), filledWith: 255)
  let agreement = AlignedComparison.agreement(of: blank, with: blank, map: .identity)
  #expect(!agreement.corresponds)
  #expect(agreement.detail < 1)
}

@Test func mapsThatFlattenOrLeaveThePictureGiveNoAgreement() {
  let plane = photo(Size(width: 60, height: 60), seed: 6)
  let flat = AffineMap(a: 0, b: 0, c: 0, d: 0)
  let away = AffineMap.translation(1000, 1000)
  for map in [flat, away] {
    #expect(AlignedComparison.agreement(of: plane, with: plane, map: map) == .none)
  }
}

@Test func aFlatSliverThatAgreesPerfectlyIsNotPreferredToWhatCorresponds() {
  let sliver = ContentAgreement(
    correlation: 1, detailCorrelation: 0.9999, overlap: 0.002, detail: 0.01)
  let same = ContentAgreement(
    correlation: 0.99, detailCorrelation: 0.97, overlap: 1, detail: 9)
  let other = ContentAgreement(
    correlation: 0.3, detailCorrelation: 0.2, overlap: 1, detail: 9)
  #expect(ContentAgreement.best(of: [sliver, same, other]) == same)
  #expect(ContentAgreement.best(of: [sliver, other]) == sliver)
  #expect(ContentAgreement.best(of: []) == nil)
}
