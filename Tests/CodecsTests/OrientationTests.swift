import Pixels
import Testing

@testable import Codecs

struct OrientationTests {
  @Test func allEightOrientationsEqualPillowsInEveryFormat() throws {
    let folder = try Folder()
    try folder.python(
      """
      a = np.dstack([np.array(photo(150, 70)), np.arange(10500).reshape(70, 150) % 251]).astype('uint8')
      for o in range(1, 9):
          e = Image.Exif(); e[274] = o; e[271] = 'Maker'
          for f, o2 in (('jpg', dict(quality=90)), ('png', {}), ('webp', dict(lossless=True, exact=True))):
              p = Image.fromarray(a if f != 'jpg' else np.ascontiguousarray(a[..., :3]))
              p.save(f'{o}.{f}', exif=e.tobytes(), **o2)
              t = ImageOps.exif_transpose(Image.open(f'{o}.{f}'))
              raw(f'{o}.{f}.rgb', t)
              if f != 'jpg': open(f'{o}.{f}.a', 'wb').write(t.getchannel('A').tobytes())
      """)
    for value in 1...8 {
      for format in ["jpg", "png", "webp"] {
        let name = "\(value).\(format)"
        let image = try folder.decode(name)
        let size = value < 5 ? Size(width: 150, height: 70) : Size(width: 70, height: 150)
        #expect(image.raster.size == size)
        #expect(image.raster.samples == (try folder.read(name + ".rgb")), "\(name)")
        #expect(image.raster.alpha == (try? folder.read(name + ".a")), "\(name)")
        #expect(try SourceImage.probe(folder.read(name)).size == size)
        let exif = try #require(image.metadata.exif)
        #expect(ExifFacts.read(exif: exif)?.orientation == 1)
        #expect(ExifFacts.read(exif: exif)?.make == "Maker")
      }
    }
  }

  private let little: [UInt8] = [
    0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0xAA, 0xBB, 0, 0, 0,
    0,
  ]
  private let big: [UInt8] = [
    0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0xAA, 0xBB, 0, 0, 0,
    0,
  ]

  @Test func onlyTheOrientationByteChanges() {
    for (block, place) in [(little, 18), (big, 19)] {
      var expected = block
      expected[place] = 1
      #expect(TIFFOrientation.read(block) == .quarterTurnNeeded)
      #expect(TIFFOrientation.madeUpright(block) == expected)
      #expect(TIFFOrientation.madeUpright(expected) == expected)
    }
  }

  @Test func brokenDirectoriesAreLeftAlone() {
    for block in [little, big] {
      for count in 0..<block.count {
        let part = Array(block.prefix(count))
        #expect(TIFFOrientation.madeUpright(part).count == count)
      }
      for place in block.indices {
        for value: UInt8 in [0, 9, 0x7F, 0xFF] {
          var hostile = block
          hostile[place] = value
          #expect(TIFFOrientation.madeUpright(hostile).count == block.count)
        }
      }
    }
  }
}
