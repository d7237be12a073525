import Pixels
import Testing

@testable import Codecs

struct ColorProfileTests {
  @Test func wideGamutBecomesSRGBLikeInPillow() throws {
    let folder = try Folder()
    let wide = try #require(ColorProfile.make(codedPrimaries: 12))
    try folder.write(wide, to: "p3.icc")
    try folder.python(
      """
      p3 = open('p3.icc', 'rb').read()
      photo(64, 48).save('a.png', icc_profile=p3)
      i = Image.open('a.png')
      t = ImageCms.profileToProfile(i, io.BytesIO(p3), ImageCms.createProfile('sRGB'), 0)
      raw('a.rgb', t)
      photo(64, 48).save('s.png', icc_profile=srgb())
      """)
    let image = try folder.decode("a.png")
    #expect(image.metadata.iccProfile == wide)
    let expected = try folder.read("a.rgb")
    let converted = try image.analysisRaster()
    #expect(converted != image.raster)
    #expect(zip(converted.samples, expected).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    let standard = try folder.decode("s.png")
    #expect(try standard.analysisRaster() == standard.raster)
  }

  @Test func brokenAndForeignProfilesAreLeftOutWithANotice() throws {
    let folder = try Folder()
    try folder.python(
      """
      b = srgb()
      photo(16, 16).save('garbage.jpg', icc_profile=b'not a profile' * 20)
      photo(16, 16).save('short.jpg', icc_profile=b[:100])
      photo(16, 16).convert('L').save('grey.jpg', icc_profile=b)
      photo(16, 16).save('garbage.webp', icc_profile=b'no' * 90)
      a = open('garbage.jpg', 'rb').read()
      at = a.index(b'ICC_PROFILE')
      open('parts.jpg', 'wb').write(a[:at + 12] + bytes([1, 2]) + a[at + 14:])
      """)
    for name in ["garbage.jpg", "short.jpg", "grey.jpg", "garbage.webp", "parts.jpg"] {
      let image = try folder.decode(name)
      #expect(image.notices == [.brokenColorProfile], "\(name)")
      #expect(image.metadata.iccProfile == nil)
      #expect(try image.analysisRaster() == image.raster)
    }
  }

  @Test func greyProfilesStayWithGreyFilesOnly() throws {
    let folder = try Folder()
    let profile = Self.greyProfile(gamma: 1.0)
    try folder.write(profile, to: "grey.icc")
    try folder.python(
      """
      g = open('grey.icc', 'rb').read()
      photo(24, 16).convert('L').save('g.jpg', icc_profile=g)
      photo(24, 16).convert('L').save('g.png', icc_profile=g)
      """)
    for name in ["g.jpg", "g.png"] {
      let image = try folder.decode(name)
      #expect(image.metadata.iccProfile == profile)
      #expect(image.notices.isEmpty)
      #expect(try image.analysisRaster() != image.raster)
      var settings = EncodeSettings.matching(image)
      #expect(settings.colorModel == .grey)
      let grey = try ImageEncoder.encode(
        image.raster, metadata: image.metadata, settings: settings)
      #expect(try SourceImage.decode(grey).metadata.iccProfile == profile)
      #expect(try SourceImage.decode(grey).colorModel == .grey)
      settings.colorModel = .rgb
      #expect(
        ImageEncoder.omittedParts(of: image.metadata, settings: settings) == [.iccProfile])
      let color = try ImageEncoder.encode(
        image.raster, metadata: image.metadata, settings: settings)
      #expect(try SourceImage.decode(color).metadata.iccProfile == nil)
      #expect(try SourceImage.decode(color).colorModel == .rgb)
    }
  }

  @Test func cmykGoesThroughItsProfileLikeInPillow() throws {
    let folder = try Folder()
    // An output profile whose table (2 points an ink) turns ink to Lab by a rule of our own, and
    // gives the other way the same table, unused, since Little CMS wants only A2B0.
    try folder.python(
      """
      clut = bytearray()
      for c in (0, 1):
          for m in (0, 1):
              for y in (0, 1):
                  for k in (0, 1):
                      light = (255 - 60*c - 70*m - 20*y) * (1 - 0.85*k)
                      clut += bytes([int(light), int(128 - 40*c*(1-k) + 50*m*(1-k)), int(128 - 40*c*(1-k) + 70*y*(1-k))])
      s15 = lambda v: struct.pack('>i', int(v * 65536))
      ramp = bytes(range(256))
      lut = (b'mft1' + bytes(4) + bytes([4, 3, 2, 0]) + b''.join(s15(v) for v in (1,0,0,0,1,0,0,0,1))
             + ramp * 4 + bytes(clut) + ramp * 3)
      lut += bytes(-len(lut) % 4)
      tags = [(b'desc', b'desc' + bytes(4) + struct.pack('>I', 2) + b'c' + bytes(79)),
              (b'cprt', b'text' + bytes(4) + b'none' + bytes(4)),
              (b'wtpt', b'XYZ ' + bytes(4) + bytes.fromhex('0000f6d6000100000000d32d')), (b'A2B0', lut)]
      at, table, data = 132 + 12 * len(tags), b'', b''
      for n, d in tags: table += n + struct.pack('>II', at + len(data), len(d)); data += d
      head = struct.pack('>I', at + len(data)) + bytes(4) + bytes([2, 16, 0, 0]) + b'prtrCMYKLab ' \\
             + bytes.fromhex('07d000010001000000000000') + b'acsp' + bytes(28) \\
             + bytes.fromhex('0000f6d6000100000000d32d')
      icc = head + bytes(128 - len(head)) + struct.pack('>I', len(tags)) + table + data
      photo(40, 30).convert('CMYK').save('a.jpg', quality=95, icc_profile=icc)
      i = Image.open('a.jpg')
      t = ImageCms.profileToProfile(i, io.BytesIO(icc), ImageCms.createProfile('sRGB'), 0, outputMode='RGB')
      raw('a.rgb', t)
      """)
    let image = try folder.decode("a.jpg")
    let expected = try folder.read("a.rgb")
    #expect(image.notices == [.convertedFromCMYK])
    #expect(image.metadata.iccProfile == nil)
    #expect(zip(image.raster.samples, expected).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    #expect(Set(expected).count > 20)
    let file = try ImageEncoder.encode(
      image.raster, metadata: image.metadata, settings: .matching(image))
    #expect(try SourceImage.decode(file).colorModel == .rgb)
  }

  /// A monochrome display profile of one gamma (ISO 15076-1 §8.4.4).
  private static func greyProfile(gamma: Double) -> [UInt8] {
    let tags: [(String, [UInt8])] = [
      ("desc", Array("desc\0\0\0\0\0\0\0\u{2}g\0".utf8) + [UInt8](repeating: 0, count: 78)),
      ("cprt", Array("text\0\0\0\0none\0\0\0\0".utf8)),
      ("wtpt", Array("XYZ \0\0\0\0".utf8) + [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]),
      ("kTRC", Array("curv\0\0\0\0\0\0\0\u{1}".utf8) + [UInt8(gamma), 0, 0, 0]),
    ]
    var table: [UInt8] = []
    var data: [UInt8] = []
    table.append(tags.count, bytes: 4, isBigEndian: true)
    for (name, content) in tags {
      table += name.utf8
      table.append(132 + 12 * tags.count + data.count, bytes: 4, isBigEndian: true)
      table.append(content.count, bytes: 4, isBigEndian: true)
      data += content
    }
    var header: [UInt8] = []
    header.append(128 + table.count + data.count, bytes: 4, isBigEndian: true)
    header += [0, 0, 0, 0, 2, 0x10, 0, 0] + "mntrGRAYXYZ ".utf8
    header += [7, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + "acsp".utf8
    header += [UInt8](repeating: 0, count: 28)
    header += [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]
    header += [UInt8](repeating: 0, count: 128 - header.count)
    return header + table + data
  }
}
