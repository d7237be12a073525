import Testing

@testable import Codecs

struct FormatDetectionTests {
  private func ftyp(_ brands: String...) -> [UInt8] {
    var box: [UInt8] = []
    box.append(12 + 4 * brands.count, bytes: 4, isBigEndian: true)
    box += "ftyp".utf8
    box += brands[0].utf8
    box += [0, 0, 0, 0]
    for brand in brands.dropFirst() { box += brand.utf8 }
    return box
  }

  @Test func contentDecidesTheFormat() {
    #expect(ImageFormat.detect([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(ImageFormat.detect(PNGChunks.signature) == .png)
    #expect(ImageFormat.detect(Array("RIFF\0\0\0\0WEBPVP8 ".utf8)) == .webp)
    #expect(ImageFormat.detect(Array("RIFF\0\0\0\0WAVEfmt ".utf8)) == nil)
    #expect(ImageFormat.detect(ftyp("heic", "mif1", "heic")) == .heic)
    #expect(ImageFormat.detect(ftyp("mif1", "miaf", "hevc")) == .heic)
    #expect(ImageFormat.detect(ftyp("mif1", "mif1", "avif")) == .avif)
    #expect(ImageFormat.detect(ftyp("avis", "avif")) == .avif)
    #expect(ImageFormat.detect(ftyp("isom", "mp42")) == nil)
    #expect(ImageFormat.detect([]) == nil)
  }

  @Test(arguments: [
    (Array("GIF89a".utf8), "GIF"), ([0x49, 0x49, 0x2A, 0], "TIFF or camera RAW"),
    (Array("8BPS\0\u{1}".utf8), "Photoshop document"),
    (Array("BM\u{10}\u{10}\0\0\0\0\0\0".utf8), "BMP"),
  ])
  func otherPictureFormatsAreRefusedByName(bytes: [UInt8], name: String) {
    #expect(throws: CodecError(.unsupportedFormat, name)) { try SourceImage.decode(bytes) }
  }

  @Test(arguments: [[], [0xFF], Array("Hello, shop".utf8), Array("BMW parts".utf8)] as [[UInt8]])
  func otherContentIsNoImage(bytes: [UInt8]) {
    #expect(throws: CodecError(.notAnImage)) { try SourceImage.decode(bytes) }
    #expect(throws: CodecError(.notAnImage)) { try SourceImage.probe(bytes) }
  }

  @Test func canonCR3IsNamedAndUnknownCodingsInHEIFAreRefused() {
    #expect(ForeignFormat.name(of: ftyp("crx ", "crx ", "isom")) == "Canon RAW")
    #expect(ForeignFormat.name(of: ftyp("mif1", "vvic")) == "HEIF of another coding")
  }
}
