import Testing

@testable import Codecs

struct LimitsTests {
  @Test func pixelAndFileLimitsHoldForEveryFormat() throws {
    let folder = try Folder()
    try folder.python("for f in ('jpg', 'png', 'webp'): photo(50, 40).save('a.' + f)")
    for name in ["a.jpg", "a.png", "a.webp"] {
      let bytes = try folder.read(name)
      #expect(throws: CodecError(.tooManyPixels, "50x40")) {
        try SourceImage.decode(bytes, limits: DecodeLimits(maximumPixels: 1999))
      }
      _ = try SourceImage.decode(bytes, limits: DecodeLimits(maximumPixels: 2000))
      #expect(throws: CodecError(.tooLarge, "\(bytes.count) bytes")) {
        try SourceImage.decode(bytes, limits: DecodeLimits(maximumFileBytes: bytes.count - 1))
      }
    }
  }

  @Test func announcedGiantsAreRefusedBeforeMemoryIsTaken() throws {
    let folder = try Folder()
    try folder.python(
      """
      photo(50, 40).save('a.jpg'); photo(50, 40).save('a.png')
      j = bytearray(open('a.jpg', 'rb').read()); at = j.index(b'\\xff\\xc0')
      j[at + 5:at + 9] = b'\\xff\\xdc\\xff\\xdc'; open('a.jpg', 'wb').write(j)
      p = bytearray(open('a.png', 'rb').read())
      p[16:24] = b'\\x7f\\xff\\xff\\xff' * 2
      p[29:33] = struct.pack('>I', zlib.crc32(p[12:29])); open('a.png', 'wb').write(p)
      """)
    for (name, detail) in [("a.jpg", "65500x65500"), ("a.png", "2147483647x2147483647")] {
      #expect(throws: CodecError(.tooManyPixels, detail)) { try folder.decode(name) }
    }
  }

  /// Every single-byte change and every cut of small files of all formats: an answer, never a trap.
  @Test func damagedFilesNeverTrap() throws {
    let folder = try Folder()
    try folder.python(
      """
      e = Image.Exif(); e[274] = 6; e[271] = 'Maker'
      for f, o in (('jpg', dict(progressive=True)), ('png', {}), ('webp', {})):
          photo(16, 16).save('a.' + f, exif=e.tobytes(), icc_profile=srgb(), **o)
      """)
    for name in ["a.jpg", "a.png", "a.webp"] {
      let bytes = try folder.read(name)
      let limits = DecodeLimits(maximumPixels: 1 << 20)
      for place in stride(from: 0, to: bytes.count, by: 3) {
        var damaged = bytes
        damaged[place] ^= UInt8(truncatingIfNeeded: 1 << (place % 8)) | 0x80
        let image = try? SourceImage.decode(damaged, limits: limits)
        _ = (image?.metadata.exif).map { ExifFacts.read(exif: $0) }
        _ = try? SourceImage.probe(damaged)
        _ = try? SourceImage.decode(Array(bytes.prefix(place)), limits: limits)
      }
    }
  }
}
