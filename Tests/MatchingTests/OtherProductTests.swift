import Pixels
import Testing

@testable import Matching

private let size = Size(width: 480, height: 640)

/// Soft texture everywhere, another for every seed.
private func ground(_ seed: UInt64) -> [Float] {
  var generator = SeededGenerator(seed: seed)
  let noise = Plane(size: size) { output in
    for i in output.indices { output[i] = Float.random(in: 0...255, using: &generator) }
  }
  let soft = GaussianFilter(sigma: 3)(noise)
  return soft.samples.map { min(max(128 + ($0 - 127.5) * 8, 0), 255) }
}

private let backdrop = ground(1)

private func plane(_ samples: [Float]) -> Plane { Plane(size: size, samples: samples) }

/// The backdrop, or `value` where `isThere` says, in parts of the sides.
private func picture(
  where isThere: (Double, Double) -> Bool, value: (Int) -> Float
) -> Plane {
  var samples = backdrop
  for i in samples.indices
  where isThere(
    Double(i % size.width) / Double(size.width), Double(i / size.width) / Double(size.height))
  {
    samples[i] = value(i)
  }
  return plane(samples)
}

private func test(_ suspect: Plane, _ registered: Plane = plane(backdrop)) throws
  -> SamePhotographTest
{
  try #require(
    SamePhotographTest(suspect: suspect, registered: registered, map: Homography(.identity)))
}

private func grade(_ test: SamePhotographTest) -> CorrespondenceGrade {
  CorrespondenceGrade(falseAlarmsLog10: -40, restsOnSharedFeatures: false, test: test)
}

private func isInMiddle(_ part: Double) -> (Double, Double) -> Bool {
  { abs($0 - 0.5) < part / 2 && abs($1 - 0.5) < part / 2 }
}

private func isOutside(_ x: Double, _ y: Double) -> Bool {
  (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) > 0.14
}

@Test(arguments: [0.11, 0.16, 0.2, 0.26, 0.34, 0.45, 0.6, 0.8])
func anotherProductInTheMiddleIsNotTheSamePhotograph(part: Double) throws {
  let other = ground(2)
  let result = try test(picture(where: isInMiddle(part), value: { other[$0] }))
  #expect(grade(result) > .samePhotograph)
  let region = try #require(result.otherRegion)
  #expect(abs(region.x + region.width / 2 - 0.5) < 0.08)
  #expect(abs(region.y + region.height / 2 - 0.5) < 0.08)
  #expect(abs(region.width - part) < 0.16 && abs(region.height - part) < 0.16)
}

@Test func aSmoothProductInTheMiddleIsNotTheSamePhotograph() throws {
  #expect(
    grade(try test(picture(where: isInMiddle(0.35), value: { _ in 40 }))) > .samePhotograph)
}

@Test func aSmoothProductOfAnotherBrightnessIsNotTheSamePhotograph() throws {
  // What became of its brightness is told by agreeing blocks that are as bright.
  let ceiling = size.height * 3 / 10
  func lit(_ product: Float) -> Plane {
    picture(
      where: { isInMiddle(0.35)($0, $1) || $1 < 0.3 },
      value: { $0 / size.width < ceiling ? 200 + (backdrop[$0] - 128) / 5 : product })
  }
  #expect(grade(try test(lit(205), lit(205))) == .samePhotograph)
  #expect(grade(try test(lit(90), lit(205))) > .samePhotograph)
}

@Test func aProductBesideTheMiddleIsNotTheSamePhotograph() throws {
  let other = ground(3)
  let suspect = picture(
    where: { abs($0 - 0.3) < 0.14 && abs($1 - 0.34) < 0.11 }, value: { other[$0] })
  #expect(grade(try test(suspect)) > .samePhotograph)
}

@Test func bannersWritingAndNewBackgroundsAreStillTheSamePhotograph() throws {
  let banner = picture(where: { $1 > 0.4 && $1 < 0.6 }, value: { _ in 30 })
  let writing = picture(
    where: { Int($1 * 640) % 80 < 14 && Int($0 * 480) % 160 < 90 },
    value: { min(255, backdrop[$0] / 2 + ($0 % 5 < 2 ? 127 : 0)) })
  let frame = picture(where: { abs($0 - 0.5) > 0.4 || abs($1 - 0.5) > 0.4 }, value: { _ in 255 })
  for suspect in [banner, writing, frame] {
    #expect(grade(try test(suspect)) == .samePhotograph)
  }
}

@Test func writtenBannersAtAnEdgeAreStillTheSamePhotograph() throws {
  // `along` runs across the banner, `beside` with its writing.
  func banner(_ along: Double, _ beside: Double) -> Float {
    along > 0.88 && along < 0.92 && Int(beside * 20) % 2 == 0 ? 255 : 90
  }
  let level = picture(
    where: { $1 > 0.8 },
    value: { banner(Double($0 / size.width) / 640, Double($0 % size.width) / 480) })
  let upright = picture(
    where: { x, _ in x > 0.8 },
    value: { banner(Double($0 % size.width) / 480, Double($0 / size.width) / 640) })
  for suspect in [level, upright] {
    let result = try test(suspect)
    #expect(result.conflict < 0.05)
    #expect(grade(result) == .samePhotograph)
  }
}

@Test func aProductCutOutOnWhiteIsTheSamePhotograph() throws {
  let result = try test(picture(where: isOutside, value: { _ in 255 }))
  #expect(result.conflict == 0)
  #expect(result.covered == 0)
  #expect(grade(result) == .samePhotograph)
}

@Test func anotherProductCutOutOnWhiteIsNotTheSamePhotograph() throws {
  let other = ground(4)
  let suspect = picture(
    where: { isOutside($0, $1) || isInMiddle(0.25)($0, $1) },
    value: { i in
      let (x, y) = (Double(i % size.width) / 480, Double(i / size.width) / 640)
      return isOutside(x, y) ? 255 : other[i]
    })
  #expect(grade(try test(suspect)) > .samePhotograph)
}

@Test func aWhiteProductIsNoNewBackground() throws {
  // In the middle, and down to the lower edge.
  for bottom in [0.8, 1] {
    let suspect = picture(
      where: { abs($0 - 0.5) < 0.3 && $1 > 0.2 && $1 <= bottom }, value: { _ in 255 })
    #expect(grade(try test(suspect)) > .samePhotograph)
  }
}

@Test func aPictureOnWhiteIsTheSamePhotographAsItself() throws {
  // A thin product: most of the middle is white on both sides.
  let thin = picture(where: { x, _ in abs(x - 0.5) > 0.12 }, value: { _ in 255 })
  let result = try test(thin, thin)
  #expect(result.middleSeen == 1)
  #expect(grade(result) == .samePhotograph)
}

@Test func halfTransparentWritingIsStillTheSamePhotograph() throws {
  let writing = picture(
    where: { $1 > 0.42 && $1 < 0.58 && Int($0 * 480) % 40 < 8 },
    value: { backdrop[$0] / 2 + 127 })
  #expect(grade(try test(writing)) == .samePhotograph)
}

@Test func aBandOverAllOfTheMiddleLeavesNothingToTell() throws {
  let band = picture(where: { $1 > 0.25 && $1 < 0.75 }, value: { _ in 30 })
  #expect(grade(try test(band)) > .samePhotograph)
}
