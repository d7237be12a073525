import Pixels
import Testing

@testable import Codecs

struct JPEGDecodingTests {
  @Test func pixelsEqualPillowsForEverySubsamplingScanOrderAndRestartInterval() throws {
    let folder = try Folder()
    try folder.python(
      """
      p = photo(83, 61)
      for name, options in {
          '444': dict(subsampling=0), '422': dict(subsampling=1), '420': dict(subsampling=2),
          'progressive': dict(progressive=True), 'q30': dict(quality=30, optimize=True)}.items():
          p.save(name + '.jpg', **options)
          raw(name + '.rgb', Image.open(name + '.jpg'))
      p.convert('L').save('grey.jpg')
      raw('grey.rgb', Image.open('grey.jpg'))
      """)
    for name in ["444", "422", "420", "progressive", "q30", "grey"] {
      let image = try folder.decode(name + ".jpg")
      #expect(image.raster.samples == (try folder.read(name + ".rgb")), "\(name)")
      #expect(image.raster.size == Size(width: 83, height: 61))
      #expect(image.notices.isEmpty)
      #expect(image.colorModel == (name == "grey" ? .grey : .rgb))
      #expect(image.jpeg?.isProgressive == (name == "progressive"))
    }
    for (name, factors) in [("444", [1, 1]), ("422", [2, 1]), ("420", [2, 2])] {
      let first = try folder.decode(name + ".jpg").jpeg?.components.first
      #expect([first?.horizontalSampling, first?.verticalSampling] == factors)
    }
  }

  @Test func cmykWithoutProfileFollowsAdobesInvertedFormula() throws {
    let folder = try Folder()
    try folder.python(
      """
      photo(40, 30).convert('CMYK').save('cmyk.jpg', quality=95)
      i = np.array(Image.open('cmyk.jpg')).astype(int)
      k = 255 - i[..., 3:4]
      open('cmyk.rgb', 'wb').write((((255 - i[..., :3]) * k + 127) // 255).astype('uint8').tobytes())
      b = open('cmyk.jpg', 'rb').read()
      at = b.index(b'Adobe') - 4
      open('plain.jpg', 'wb').write(b[:at] + b[at + 16:])
      """)
    for name in ["cmyk.jpg", "plain.jpg"] {
      let image = try folder.decode(name)
      #expect(image.raster.samples == (try folder.read("cmyk.rgb")))
      #expect(image.notices == [.convertedFromCMYK])
      #expect(image.colorModel == .cmyk)
      #expect(image.metadata.iccProfile == nil)
    }
  }

  @Test func missingEndIsANoticeAndAMissingPictureAnError() throws {
    let folder = try Folder()
    try folder.python("photo(200, 160).save('a.jpg'); photo(200, 160).save('p.jpg', progressive=1)")
    for name in ["a.jpg", "p.jpg"] {
      let whole = try folder.read(name)
      let upright = try SourceImage.decode(whole)
      let half = try SourceImage.decode(Array(whole.prefix(whole.count * 2 / 3)))
      #expect(half.notices == [.truncated])
      #expect(
        half.raster.samples.prefix(3000) == upright.raster.samples.prefix(3000) || name == "p.jpg")
      let noEnd = try SourceImage.decode(Array(whole.dropLast(2)))
      #expect(noEnd.notices == [.truncated])
      #expect(noEnd.raster == upright.raster)
      let early = Array(whole.prefix(whole.count * 2 / 3)) + [0xFF, 0xD9]
      #expect(try SourceImage.decode(early).notices.contains(.truncated))
      let trailing = try SourceImage.decode(whole + whole)
      #expect(trailing.notices.isEmpty)
      #expect(trailing.raster == upright.raster)
      for count in [4, 20, 100, 300] {
        do throws(CodecError) {
          _ = try SourceImage.decode(Array(whole.prefix(count)))
          Issue.record("\(count) bytes were decoded")
        } catch {
          #expect(error.code == .truncated)
        }
      }
    }
  }

  @Test func headerAloneIsTruncated() throws {
    let folder = try Folder()
    try folder.python("photo(200, 160).save('a.jpg')")
    let bytes = try folder.read("a.jpg")
    let scan = try #require(JPEGSegments(bytes).segments.last?.payload.upperBound)
    #expect(throws: CodecError.self) { try SourceImage.decode(Array(bytes.prefix(scan))) }
    #expect(throws: CodecError.self) { try SourceImage.decode(Array(bytes.prefix(scan + 5))) }
    #expect(try SourceImage.probe(Array(bytes.prefix(scan))).size == Size(width: 200, height: 160))
  }

  @Test func tooManyScansAreCorrupt() throws {
    let folder = try Folder()
    try folder.python("photo(32, 32).save('p.jpg', progressive=True)")
    let bytes = try folder.read("p.jpg")
    let end = bytes.count - 2
    // The last scan again and again: from its SOS marker to the end of the file.
    let start = try #require(
      bytes.indices.last { bytes.has([0xFF, 0xDA], at: $0) })
    let bomb =
      Array(bytes[..<end]) + (0..<120).flatMap { _ in bytes[start..<end] } + [0xFF, 0xD9]
    do throws(CodecError) {
      _ = try SourceImage.decode(bomb)
      Issue.record("decoded")
    } catch {
      #expect(error == CodecError(.corrupt, "JPEG: too many scans"))
    }
  }

  @Test func arithmeticCodingIsRead() throws {
    let folder = try Folder()
    guard (try? folder.run("/usr/bin/cjpeg", ["-version"])) != nil else {
      print("skipped: cjpeg is not installed")
      return
    }
    try folder.python("p = photo(64, 48); p.save('a.ppm')")
    try folder.run("/usr/bin/cjpeg", ["-arithmetic", "-outfile", "a.jpg", "a.ppm"])
    try folder.run("/usr/bin/cjpeg", ["-outfile", "h.jpg", "a.ppm"])
    let image = try folder.decode("a.jpg")
    #expect(image.jpeg?.isArithmetic == true)
    #expect(image.raster == (try folder.decode("h.jpg").raster))
  }
}
