import Glibc
import Pixels
import Testing

@testable import Marking

private let key = MarkKey(secret: [UInt8](repeating: 7, count: 32))
private let payload = MarkPayload(0x0123_4567_89ab_cdef)
private let marked: MarkedPicture? = try? Embedder(key: key).embed(
  payload, in: Scene.picture(Size(width: 400, height: 533)))

@Test func payloadIsReadBackWithTheKeyAlone() throws {
  let marked = try #require(marked)
  let found = try #require(Detector(key: key).detect(in: marked.raster))
  #expect(found.payload == payload)
  #expect(found.mode == .blind)
  #expect(found.falseAlarmLog10 < -9)
  #expect(abs(found.geometry.scale - 1) < 0.01)
  #expect(!found.geometry.flipped)
}

@Test func markKeepsItsQualityFloor() throws {
  let marked = try #require(marked)
  let source = Scene.picture(Size(width: 400, height: 533))
  #expect(marked.psnr == QualityMetrics.psnr(source.samples, marked.raster.samples))
  #expect(marked.psnr >= 39.5 && marked.psnr < 60)
  #expect(marked.ssim >= 0.98)
  let score = Ssimulacra2(reference: source)(marked.raster)
  let floor = QualityFloor.standard.fitted(side: CanonicalGrid.side(of: source.size))
  #expect(score >= floor.score - 0.2 && score < 95)
  #expect(marked.raster.size == source.size)
}

@Test func markingTwiceGivesTheSameSamples() throws {
  let again = try Embedder(key: key).embed(
    payload, in: Scene.picture(Size(width: 400, height: 533)))
  #expect(try #require(marked).raster == again.raster)
}

@Test func anotherKeyFindsNothing() throws {
  let other = MarkKey(secret: [UInt8](repeating: 8, count: 32))
  #expect(Detector(key: other).detect(in: try #require(marked).raster) == nil)
}

@Test func unmarkedPictureGivesNothingEvenAgainstIssuedMarks() {
  let issued = IssuedMarks((0..<500).map { MarkPayload($0) }, key: key)
  for seed in 10..<14 {
    let picture = Scene.picture(Size(width: 300, height: 400), seed: UInt64(seed))
    #expect(Detector(key: key).detect(in: picture, issued: { issued }) == nil)
  }
}

@Test(arguments: [(760, 1013), (300, 400), (611, 814)])
func resizedPictureIsRecognised(width: Int, height: Int) throws {
  let raster = try #require(marked).raster
  let resized = Resampler(from: raster.size, to: Size(width: width, height: height))(raster)
  #expect(Detector(key: key).detect(in: resized)?.payload == payload)
}

@Test func croppedPictureIsRecognisedAndItsPlaceFound() throws {
  let raster = try #require(marked).raster
  let region = Region(x: 40, y: 60, width: 330, height: 440)
  let found = try #require(Detector(key: key).detect(in: Scene.crop(raster, region)))
  #expect(found.payload == payload)
  let size = Size(width: region.width, height: region.height)
  let expected = (x: 40 + 100.0, y: 60 + 100.0)
  let errors = found.geometry.pixelMaps(suspect: size, marked: raster.size).map { map in
    let point = map(100, 100)
    return abs(point.x - expected.x) + abs(point.y - expected.y)
  }
  #expect(try #require(errors.min()) < 2)
}

@Test func mirroredAndTurnedPicturesAreRecognised() throws {
  let raster = try #require(marked).raster
  let mirrored = try #require(Detector(key: key).detect(in: Scene.mirrored(raster)))
  #expect(mirrored.payload == payload)
  #expect(mirrored.geometry.flipped)
  let turned = try #require(Detector(key: key).detect(in: Scene.turned(raster)))
  #expect(turned.payload == payload)
  #expect(abs(turned.geometry.rotation - 90) < 0.5)
}

@Test func weakTraceIsReadOnlyByComparisonWithIssuedMarks() throws {
  let raster = try #require(marked).raster
  let issued = IssuedMarks((0..<200).map { MarkPayload($0) } + [payload], key: key)
  // The noise grows until the mark cannot be read blindly.
  for reach in stride(from: 50, through: 110, by: 4) {
    let noisy = withNoise(raster, reach)
    let found = Detector(key: key).detect(in: noisy, issued: { issued })
    if found?.mode == .blind { continue }
    #expect(found?.mode == .catalogue)
    #expect(found?.payload == payload)
    #expect(found?.falseAlarmLog10 ?? 0 < -9)
    #expect(Detector(key: key).detect(in: noisy) == nil)
    return
  }
  Issue.record("even the strongest noise left the mark readable")
}

/// `raster` with uniform noise of at most `reach` grey levels each way.
private func withNoise(_ raster: Raster, _ reach: Int) -> Raster {
  var generator = SeededGenerator(seed: 5)
  var noisy = raster
  for i in noisy.samples.indices {
    let value = Int(noisy.samples[i]) + Int.random(in: -reach...reach, using: &generator)
    noisy.samples[i] = UInt8(min(max(value, 0), 255))
  }
  return noisy
}

@Test func pureWhiteIsMarkedAndStaysNearlyWhite() throws {
  let size = Size(width: 500, height: 500)
  let white = Raster(size: size, samples: [UInt8](repeating: 255, count: size.pixelCount * 3))
  let marked = try Embedder(key: key).embed(payload, in: white)
  #expect(try #require(marked.raster.samples.min()) >= 250)
  #expect(Detector(key: key).detect(in: marked.raster)?.payload == payload)
}

@Test func alphaIsKeptAsItWas() throws {
  var picture = Scene.picture(Size(width: 200, height: 200))
  picture.alpha = (0..<picture.size.pixelCount).map { UInt8($0 % 256) }
  #expect(try Embedder(key: key).embed(payload, in: picture).raster.alpha == picture.alpha)
}

@Test(arguments: [(1, 1), (100, 100), (20, 4000)])
func pictureTooSmallToMarkIsRefused(width: Int, height: Int) {
  let picture = Scene.picture(Size(width: width, height: height))
  #expect(throws: MarkingError.self) { try Embedder(key: key).embed(payload, in: picture) }
}

@Test(arguments: [(1, 1), (17, 3000), (3000, 17), (16, 16)])
func oddSizesAreLookedAtWithoutTrapping(width: Int, height: Int) {
  let picture = Scene.picture(Size(width: width, height: height))
  #expect(Detector(key: key).detect(in: picture) == nil)
}

@Test func everyPieceOfALongStripIsEnough() throws {
  let strip = Scene.picture(Size(width: 480, height: 5000))
  let marked = try Embedder(key: key).embed(payload, in: strip).raster
  for y in [0, 1830, 4360] {
    let piece = Scene.crop(marked, Region(x: 0, y: y, width: 480, height: 640))
    #expect(Detector(key: key).detect(in: piece)?.payload == payload, "from row \(y)")
  }
  let whole = try #require(Detector(key: key).detect(in: marked))
  #expect(whole.payload == payload)
  // Of the ways to resolve the pattern's period, one is that the strip was not moved.
  let isThere = whole.geometry.pixelMaps(suspect: strip.size, marked: strip.size).contains { map in
    [(0.0, 0.0), (479, 4999)].allSatisfy { x, y in
      let (u, v) = map(x, y)
      return hypot(u - x, v - y) < 12
    }
  }
  #expect(isThere)
}
