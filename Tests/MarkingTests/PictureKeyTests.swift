import Pixels
import Testing

@testable import Marking

private let key = MarkKey(secret: [UInt8](repeating: 7, count: 32))
private let payload = MarkPayload(0x0123_4567_89ab_cdef)
private let source = Scene.picture(Size(width: 400, height: 533))
private let marked: MarkedPicture? = try? Embedder(key: key).embed(payload, in: source)

@Test func disclosedKeyFindsItsCopyAndNoOther() throws {
  let raster = try #require(marked).raster
  let own = PictureKeyDetector(key: key.pictureKey(of: payload)).detect(in: raster)
  #expect(own.isDetected)
  #expect(own.falseAlarmLog10 < -9)
  let other = PictureKeyDetector(key: key.pictureKey(of: MarkPayload(1))).detect(in: raster)
  #expect(!other.isDetected)
  #expect(other.statistic < 6)
  let unmarked = PictureKeyDetector(key: key.pictureKey(of: payload)).detect(in: source)
  #expect(!unmarked.isDetected)
}

@Test func disclosedKeyReadsMoreWithTheOriginal() throws {
  let raster = try #require(marked).raster
  let small = Resampler(from: raster.size, to: Size(width: 240, height: 320))(raster)
  let detector = PictureKeyDetector(key: key.pictureKey(of: payload))
  let (blind, informed) = (
    detector.detect(in: small), detector.detect(in: small, original: source)
  )
  #expect(informed.statistic > blind.statistic)
  #expect(informed.isDetected)
}

@Test func disclosedKeyIsFoundWhereTheShopsMarkSaysThatItIs() throws {
  let raster = try #require(marked).raster
  let crop = Scene.crop(raster, Region(x: 40, y: 60, width: 330, height: 440))
  let found = try #require(Detector(key: key).detect(in: crop))
  let maps = found.geometry.pixelMaps(suspect: crop.size, marked: raster.size)
    .map { (map: $0, marked: raster.size) }
  let detector = PictureKeyDetector(key: key.pictureKey(of: payload))
  #expect(detector.detect(in: crop, maps: maps, original: source).isDetected)
  #expect(!detector.detect(in: crop, original: source).isDetected)
}

@Test func turnedAndMirroredCopiesAreFoundWithTheDisclosedKey() throws {
  let raster = try #require(marked).raster
  let detector = PictureKeyDetector(key: key.pictureKey(of: payload))
  for suspect in [Scene.turned(raster), Scene.mirrored(raster)] {
    #expect(detector.detect(in: suspect, original: source).isDetected)
  }
}

@Test func keysOfDifferentCopiesDifferAndCommitToThemselves() throws {
  let (a, b) = (key.pictureKey(of: payload), key.pictureKey(of: MarkPayload(1)))
  #expect(a.bytes != b.bytes)
  #expect(a.commitment != b.commitment)
  #expect(PictureKey(bytes: a.bytes) == a)
  #expect(PictureKey(bytes: [1, 2, 3]) == nil)
  #expect(Set(a.tones.map { [$0.fx, $0.fy] }).count == PictureKey.toneCount)
}
