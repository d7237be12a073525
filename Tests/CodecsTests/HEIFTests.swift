import Foundation
import Pixels
import Testing

@testable import Codecs

struct HEIFTests {
  /// Makes `name` from `source`; false, with the reason printed, where that cannot be done.
  private func make(_ name: String, from source: String, in folder: Folder, _ more: [String] = [])
    throws -> Bool
  {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/heif-enc") else {
      print("skipped: heif-enc is not installed")
      return false
    }
    try folder.run("/usr/bin/heif-enc", [source, "-o", name] + more)
    return true
  }

  @Test(arguments: [ImageFormat.heic, .avif])
  func picturesComeBackCloseWithAlphaAndMetadata(format: ImageFormat) throws {
    let folder = try Folder()
    try folder.python(
      """
      p = photo(64, 48)
      e = Image.Exif(); e[271] = 'Maker'; e[274] = 6
      p.save('a.png', icc_profile=srgb(), exif=e)
      open('icc', 'wb').write(srgb())
      a = np.dstack([np.array(p), np.full((48, 64), 100)]).astype('uint8')
      Image.fromarray(a).save('b.png')
      Image.fromarray(np.array(p)).save('a.jpg', quality=98, subsampling=0, icc_profile=srgb())
      """)
    let name = "a.\(format.fileExtension)"
    guard try make(name, from: "a.jpg", in: folder, ["-q", "95"]) else { return }
    let image = try folder.decode(name)
    let original = try folder.decode("a.jpg")
    #expect(image.format == format)
    #expect(image.raster.size == original.raster.size)
    #expect(meanDifference(image.raster, original.raster) < 8)
    #expect(image.metadata.iccProfile == original.metadata.iccProfile)
    #expect(try SourceImage.probe(folder.read(name)).size == image.raster.size)
    #expect(EncodeSettings.matching(image).format == .jpeg)
    #expect(EncodeSettings.matching(image).jpegQuality == .quality(92))
    guard try make("b.\(format.fileExtension)", from: "b.png", in: folder) else { return }
    let translucent = try folder.decode("b.\(format.fileExtension)")
    #expect(translucent.raster.alpha?.allSatisfy { abs(Int($0) - 100) <= 2 } == true)
    let bytes = try folder.read(name)
    for count in [40, bytes.count / 2, bytes.count - 20] {
      do throws(CodecError) {
        _ = try SourceImage.decode(Array(bytes.prefix(count)))
        Issue.record("\(count) bytes were decoded")
      } catch {
        #expect(error.code == .truncated, "\(count): \(error)")
      }
    }
    #expect(throws: CodecError(.tooManyPixels, "64x48")) {
      try SourceImage.decode(bytes, limits: DecodeLimits(maximumPixels: 3071))
    }
  }

  @Test func deepSamplesAreRounded() throws {
    let folder = try Folder()
    try folder.python(
      """
      v = np.zeros((32, 32, 3), dtype='>u2'); v[...] = 40000
      def chunk(t, d): return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
      rows = b''.join(b'\\0' + r.tobytes() for r in v)
      open('a.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 32, 32, 16, 2, 0, 0, 0))
          + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
      """)
    guard try make("a.heic", from: "a.png", in: folder, ["-b", "10", "-q", "95"]) else { return }
    let image = try folder.decode("a.heic")
    #expect(image.bitsPerSample == 10)
    #expect(image.notices == [.reducedTo8Bits])
    #expect(image.raster.samples.allSatisfy { abs(Int($0) - 156) <= 1 })
  }

  @Test func exifOrientationIsNotAppliedASecondTime() throws {
    let folder = try Folder()
    try folder.python(
      """
      e = Image.Exif(); e[271] = 'Maker'; e[274] = 6
      photo(64, 48).save('a.jpg', exif=e)
      """)
    guard try make("a.heic", from: "a.jpg", in: folder) else { return }
    let image = try folder.decode("a.heic")
    let exif = try #require(image.metadata.exif)
    #expect(ExifFacts.read(exif: exif)?.make == "Maker")
    #expect(ExifFacts.read(exif: exif)?.orientation == 1)
    // heif-enc turns the Exif orientation into a rotation of the file, or keeps the pixels as they
    // were: in either case what libheif shows is what must come out.
    #expect(image.raster.size == (try SourceImage.probe(folder.read("a.heic")).size))
  }

  private func meanDifference(_ first: Raster, _ second: Raster) -> Double {
    let sum = zip(first.samples, second.samples).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(first.samples.count)
  }
}
