import Codecs
import Glibc
import Pixels
import Testing

@testable import Cases

private func picture(_ side: Int, grain: ClosedRange<Double>) -> Raster {
  var generator = SeededGenerator(seed: 2)
  var samples: [UInt8] = []
  for y in 0..<side {
    for x in 0..<side {
      let value =
        140 + 60 * sin(Double(x) / 17) * cos(Double(y) / 23)
        + Double.random(in: grain, using: &generator)
      samples += [value, value - 10, value - 20].map { UInt8(min(max($0, 0), 255)) }
    }
  }
  return Raster(size: Size(width: side, height: side), samples: samples)
}

private func size(_ raster: Raster, _ settings: EncodeSettings) throws -> Int {
  try ImageEncoder.encode(raster, metadata: ImageMetadata(), settings: settings).count
}

@Test(arguments: [15_000, 40_000, 90_000])
func ceilingIsMetAtTheBestQualityThatLeavesRoomForTheMark(ceiling: Int) throws {
  let raster = picture(400, grain: -12...12)
  let fit = try SizeFitter(0...ceiling).settings(
    for: raster, metadata: ImageMetadata(), colorModel: .rgb)
  #expect(fit.unmarkedBytes <= ceiling)
  #expect(try size(raster, fit.settings) <= ceiling)
  // Four qualities better, and the marked file would not fit any more.
  let better = EncodeSettings(format: .jpeg, jpegQuality: .quality(min(fit.quality + 4, 96)))
  #expect(try fit.quality >= 91 || Double(size(raster, better)) * 1.08 > Double(ceiling))
}

@Test func reserveIsLeftFree() throws {
  let raster = picture(400, grain: -12...12)
  let fit = try SizeFitter(0...60_000, reserve: 20_000).settings(
    for: raster, metadata: ImageMetadata(), colorModel: .rgb)
  #expect(fit.unmarkedBytes <= 40_000)
}

@Test func metadataCountsAsWell() throws {
  let raster = picture(400, grain: -12...12)
  let exif: [UInt8] =
    [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 30_000)
  let fit = try SizeFitter(0...60_000).settings(
    for: raster, metadata: ImageMetadata(exif: exif), colorModel: .rgb)
  let file = try ImageEncoder.encode(
    raster, metadata: ImageMetadata(exif: exif), settings: fit.settings)
  #expect((30_000...60_000).contains(file.count))
  #expect(try SourceImage.decode(file).metadata.exif == exif)
}

@Test func floorIsMetByQualityAloneAndOtherwiseRefused() throws {
  let calm = picture(300, grain: -1...1)
  let floor = try size(calm, EncodeSettings(format: .jpeg, jpegQuality: .quality(97)))
  let fit = try SizeFitter(floor...300_000).settings(
    for: calm, metadata: ImageMetadata(), colorModel: .rgb)
  #expect(fit.quality == 97)
  #expect(try size(calm, fit.settings) == floor)
  #expect(throws: CodecError(.byteFloorUnreachable, "JPEG: 900000 bytes")) {
    try SizeFitter(900_000...2_000_000).settings(
      for: calm, metadata: ImageMetadata(), colorModel: .rgb)
  }
  #expect(throws: CodecError(.byteCeilingUnreachable, "JPEG: 500 bytes")) {
    try SizeFitter(0...500).settings(
      for: calm, metadata: ImageMetadata(), colorModel: .rgb)
  }
}

@Test func fileThatGrewTooMuchGetsALowerQuality() throws {
  let fitter = SizeFitter(0...100_000)
  let fit = try fitter.settings(
    for: picture(400, grain: -12...12), metadata: ImageMetadata(), colorModel: .rgb)
  #expect(try fitter.lowered(fit, markedBytes: fit.unmarkedBytes, colorModel: .rgb) == nil)
  let lower = try fitter.lowered(
    fit, markedBytes: fit.unmarkedBytes * 11 / 10, colorModel: .rgb)
  #expect(try #require(lower).quality < fit.quality)
  // But not where that would break the floor.
  let floored = SizeFitter(fit.unmarkedBytes...100_000)
  #expect(
    try floored.lowered(fit, markedBytes: fit.unmarkedBytes * 105 / 100, colorModel: .rgb) == nil)
}
