import Testing

@testable import Codecs

struct ExifFactsTests {
  @Test func cameraFactsAreRead() throws {
    let folder = try Folder()
    try folder.python(
      """
      e = Image.Exif()
      e[271] = '  Maker '; e[272] = 'Model'; e[305] = 'x' * 400; e[274] = 8
      e[0x8769] = ({0x9003: '2026:01:02 03:04:05', 0x9011: '+08:00', 0x9291: '123', 0xA431: 'S1\\n2',
                0xA434: 'Lens', 0xA002: 4000, 0xA003: 70000})
      e[0x8825] = {1: 'N', 2: (31.0, 12.0, 3.0), 3: 'E', 4: (121.0, 1.0, 2.0)}
      open('a', 'wb').write(e.tobytes()[6:])
      """)
    let facts = try #require(ExifFacts.read(exif: folder.read("a")))
    #expect(facts.make == "Maker")
    #expect(facts.model == "Model")
    #expect(facts.software?.count == 256)
    #expect(facts.orientation == 8)
    #expect(facts.dateTimeOriginal == "2026:01:02 03:04:05")
    #expect(facts.offsetTimeOriginal == "+08:00")
    #expect(facts.subSecond == "123")
    #expect(facts.bodySerialNumber == "S1 2")
    #expect(facts.lensModel == "Lens")
    #expect(facts.pixelXDimension == 4000)
    #expect(facts.pixelYDimension == 70000)
    #expect(facts.hasLocation)
  }

  @Test func textsAreRepairedToValidUTF8() throws {
    let folder = try Folder()
    try folder.python(
      "e = Image.Exif(); e[271] = 'ABCDEFGH'; e[272] = 'IJKLMNOP'; open('a', 'wb').write(e.tobytes()[6:])"
    )
    var block = try folder.read("a")
    let make = try #require(block.indices.first { block.hasASCII("ABCDEFGH", at: $0) })
    block.replaceSubrange(make..<make + 8, with: [0xE5, 0xBA, 0x97, 0x07, 0xFF, 0x42, 0x20, 0x20])
    let facts = try #require(ExifFacts.read(exif: block))
    #expect(facts.make == "\u{5E97} \u{FFFD}B")
    #expect(facts.model == "IJKLMNOP")
  }

  @Test func otherBytesHaveNoFacts() {
    #expect(ExifFacts.read(exif: []) == nil)
    #expect(ExifFacts.read(exif: Array("II*\0".utf8)) == nil)
    #expect(ExifFacts.read(exif: Array("hello hello hello".utf8)) == nil)
  }
}
