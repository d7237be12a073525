import Pixels
import Testing

@testable import Codecs

struct JPEGEncodingTests {
  @Test func matchingTakesOverTablesSamplingAndScanOrder() throws {
    let folder = try Folder()
    try folder.python(
      """
      p = photo(83, 61)
      p.save('0.jpg', quality=83, subsampling=0)
      p.save('1.jpg', quality=71, subsampling=1, progressive=True)
      p.save('2.jpg', quality=97, subsampling=2)
      p.convert('L').save('3.jpg', quality=60)
      p.save('4.jpg', qtables=[[3]*64, list(range(1, 65)), [9]*64], subsampling=0)
      """)
    for name in 0..<5 {
      let source = try folder.decode("\(name).jpg")
      let file = try ImageEncoder.encode(
        source.raster, metadata: source.metadata, settings: .matching(source))
      try folder.write(file, to: "out\(name).jpg")
      #expect(try SourceImage.decode(file).jpeg == source.jpeg)
    }
    let printed = try folder.python(
      """
      for n in range(5):
          a, b = Image.open(f'{n}.jpg'), Image.open(f'out{n}.jpg')
          used = {l[3] for l in a.layer}
          same = {k: v for k, v in a.quantization.items() if k in used} == b.quantization
          d = np.abs(np.array(a.convert('RGB')).astype(int) - np.array(b.convert('RGB'))).mean()
          print(same, a.layer == b.layer, a.mode == b.mode,
                a.info.get('progressive') == b.info.get('progressive'), d < 2.5)
      """)
    #expect(printed == [String](repeating: "True True True True True", count: 5))
  }

  @Test func ceilingGivesTheBestQualityThatFits() throws {
    let folder = try Folder()
    try folder.python("photo(300, 200).save('a.png')")
    let source = try folder.decode("a.png")
    var settings = EncodeSettings(format: .jpeg, jpegQuality: .atMost(bytes: 20_000))
    let file = try ImageEncoder.encode(source.raster, metadata: .init(), settings: settings)
    #expect(file.count <= 20_000)
    #expect(file.count > 15_000)
    settings.jpegQuality = .atMost(bytes: 1_000)
    #expect(throws: CodecError(.byteCeilingUnreachable, "JPEG: 1000 bytes")) {
      try ImageEncoder.encode(source.raster, metadata: .init(), settings: settings)
    }
  }

  @Test func metadataComesBackUnchangedInEveryFormat() throws {
    let folder = try Folder()
    try folder.python(
      """
      open('icc', 'wb').write(srgb())
      e = Image.Exif(); e[271] = 'Maker'; e[306] = '2026:01:02 03:04:05'
      open('exif', 'wb').write(e.tobytes()[6:])
      photo(31, 21).save('a.png')
      """)
    let raster = try folder.decode("a.png").raster
    let metadata = ImageMetadata(
      iccProfile: try folder.read("icc"), exif: try folder.read("exif"),
      xmp: Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'/> \u{5E97}".utf8))
    for format in [ImageFormat.jpeg, .png, .webp] {
      for isLossless in [false, true] {
        var settings = EncodeSettings(format: format)
        settings.webpIsLossless = isLossless
        let file = try ImageEncoder.encode(raster, metadata: metadata, settings: settings)
        let again = try SourceImage.decode(file)
        #expect(again.metadata == metadata, "\(format)")
        #expect(again.notices.isEmpty)
        try folder.write(file, to: "\(format)\(isLossless)")
      }
    }
    let printed = try folder.python(
      """
      icc, exif = open('icc', 'rb').read(), open('exif', 'rb').read()
      for f in ['jpeg', 'png', 'webp']:
          for l in ['false', 'true']:
              i = Image.open(f + l); i.load()
              x = i.info['exif']; x = x[6:] if x[:4] == b'Exif' else x
              print(i.info['icc_profile'] == icc, x == exif, i.getexif()[271], i.mode)
      """)
    #expect(printed == [String](repeating: "True True Maker RGB", count: 6))
  }

  @Test func profilesOfSeveralSegmentsSurviveAndOversizedExifIsLeftOut() throws {
    let folder = try Folder()
    try folder.python(
      """
      # A valid profile made long by a private tag.
      b = srgb(); n = struct.unpack('>I', b[128:132])[0]
      table = bytearray(b[132:132 + 12 * n])
      for i in range(n):
          o = struct.unpack('>I', table[12*i+4:12*i+8])[0]
          table[12*i+4:12*i+8] = struct.pack('>I', o + 12)
      rest = b[132 + 12 * n:]
      pad = -len(rest) % 4
      big = bytes(np.random.RandomState(3).randint(0, 256, 150000).astype('uint8'))
      tail = rest + bytes(pad)
      table += b'priv' + struct.pack('>II', 132 + 12 * (n + 1) + len(tail), len(big) + 8)
      out = bytearray(b[:128] + struct.pack('>I', n + 1) + bytes(table) + tail + b'data' + bytes(4) + big)
      out[0:4] = struct.pack('>I', len(out))
      open('icc', 'wb').write(out)
      photo(31, 21).save('a.jpg', icc_profile=bytes(out))
      """)
    let profile = try folder.read("icc")
    let source = try folder.decode("a.jpg")
    #expect(source.metadata.iccProfile == profile)
    var metadata = source.metadata
    metadata.exif = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] + [UInt8](repeating: 0, count: 65_520)
    let settings = EncodeSettings.matching(source)
    #expect(ImageEncoder.omittedParts(of: metadata, settings: settings) == [.exif])
    let file = try ImageEncoder.encode(source.raster, metadata: metadata, settings: settings)
    let again = try SourceImage.decode(file)
    #expect(again.metadata.exif == nil)
    #expect(again.metadata.iccProfile == profile)
    try folder.write(file, to: "b.jpg")
    #expect(
      try folder.python("print(Image.open('b.jpg').info['icc_profile'] == open('icc','rb').read())")
        == ["True"])
    metadata.exif?.removeLast()
    #expect(ImageEncoder.omittedParts(of: metadata, settings: settings).isEmpty)
  }

  @Test func opacityIsLaidOnWhite() throws {
    let raster = Raster(
      size: Size(width: 8, height: 8), samples: [UInt8](repeating: 0, count: 192),
      alpha: [UInt8](repeating: 0, count: 64))
    let file = try ImageEncoder.encode(
      raster, metadata: .init(), settings: EncodeSettings(format: .jpeg))
    #expect(try SourceImage.decode(file).raster.samples.allSatisfy { $0 == 255 })
  }

  @Test func damagedTablesAndFractionalSamplingStillEncode() throws {
    let components = [(3, 2), (2, 1), (2, 1)].map {
      JPEGSettings.Component(
        horizontalSampling: $0.0, verticalSampling: $0.1, quantizationTable: 0)
    }
    let settings = JPEGSettings(
      components: components,
      quantizationTables: [
        0: [UInt16](repeating: 0, count: 32) + [UInt16](repeating: 65_535, count: 32)
      ],
      transform: .yCbCr, isProgressive: true, isArithmetic: true)
    let raster = Raster(
      size: Size(width: 9, height: 7), samples: [UInt8](repeating: 90, count: 189))
    let file = try ImageEncoder.encode(
      raster, metadata: .init(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .matching(settings)))
    #expect(try SourceImage.decode(file).raster.size == raster.size)
  }
}
