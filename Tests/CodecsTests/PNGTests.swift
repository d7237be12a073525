import Pixels
import Testing

@testable import Codecs

struct PNGTests {
  /// Files of every depth and kind, written chunk by chunk, beside what they must decode to.
  private static let everyKind = """
    def png(name, w, h, depth, kind, rows, extra=b'', interlaced=0):
        def chunk(t, d): return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
        open(name + '.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, depth, kind, 0, 0, interlaced))
            + extra + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
    def chunk(t, d): return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
    r = np.random.RandomState(5)
    w, h = 13, 9
    def expect(name, rgb, alpha=None):
        open(name + '.rgb', 'wb').write(np.ascontiguousarray(rgb).astype('uint8').tobytes())
        if alpha is not None: open(name + '.a', 'wb').write(np.ascontiguousarray(alpha).astype('uint8').tobytes())
    def pack(v, depth):
        bits = ((v[..., None] >> np.arange(depth - 1, -1, -1)) & 1).reshape(v.shape[0], -1)
        return b''.join(b'\\0' + np.packbits(row.astype('uint8')).tobytes() for row in bits)
    for depth in (1, 2, 4, 8, 16):
        top = (1 << depth) - 1
        v = r.randint(0, top + 1, (h, w))
        g = (v * 255 * 2 + top) // (2 * top)
        png(f'grey{depth}', w, h, depth, 0, pack(v, depth)); expect(f'grey{depth}', np.repeat(g[..., None], 3, 2))
        if depth < 16:
            n = min(top + 1, 200)
            p, t = r.randint(0, 256, (n, 3)), r.randint(0, 256, n // 2)
            v = r.randint(0, n, (h, w))
            a = np.concatenate([t, np.full(n - len(t), 255)])
            plte = chunk(b'PLTE', p.astype('uint8').tobytes())
            png(f'palette{depth}', w, h, depth, 3, pack(v, depth), plte); expect(f'palette{depth}', p[v])
            png(f'trns{depth}', w, h, depth, 3, pack(v, depth), plte + chunk(b'tRNS', t.astype('uint8').tobytes()))
            expect(f'trns{depth}', p[v], a[v])
    for depth in (8, 16):
        top = (1 << depth) - 1
        for name, kind, n in (('rgb', 2, 3), ('greya', 4, 2), ('rgba', 6, 4)):
            v = r.randint(0, top + 1, (h, w, n))
            s = (v * 255 * 2 + top) // (2 * top)
            png(f'{name}{depth}', w, h, depth, kind, pack(v.reshape(h, -1), depth))
            rgb = s[..., :3] if n > 2 else np.repeat(s[..., :1], 3, 2)
            expect(f'{name}{depth}', rgb, s[..., -1] if n % 2 == 0 else None)
    import os
    print(' '.join(sorted(f[:-4] for f in os.listdir('.') if f.endswith('.png'))))
    """

  @Test func everyDepthAndKindDecodesToTheSamplesWritten() throws {
    let folder = try Folder()
    let names = try folder.python(Self.everyKind)[0].split(separator: " ").map(String.init)
    #expect(names.count == 19)
    for name in names {
      let image = try folder.decode(name + ".png")
      #expect(image.raster.samples == (try folder.read(name + ".rgb")), "\(name)")
      #expect(image.raster.alpha == (try? folder.read(name + ".a")), "\(name)")
      #expect(image.notices == (name.hasSuffix("16") ? [.reducedTo8Bits] : []))
      #expect(image.colorModel == (name.hasPrefix("grey") ? .grey : .rgb))
    }
  }

  @Test func interlacedFilesEqualTheirPlainTwins() throws {
    let folder = try Folder()
    // Pillow cannot write Adam7: the passes are laid out by hand.
    try folder.python(
      """
      a = np.array(photo(23, 17).convert('RGBA')); a[..., 3] = 200
      passes = [(0,0,8,8),(4,0,8,8),(0,4,4,8),(2,0,4,4),(0,2,2,4),(1,0,2,2),(0,1,1,2)]
      for name, pixels, kind in (('rgba', a, 6), ('rgb', a[..., :3], 2)):
          rows = b''
          for x, y, dx, dy in passes:
              for row in pixels[y::dy, x::dx]:
                  if row.size: rows += b'\\0' + np.ascontiguousarray(row).tobytes()
          def chunk(t, d): return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
          open(name + '.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'
              + chunk(b'IHDR', struct.pack('>IIBBBBB', 23, 17, 8, kind, 0, 0, 1))
              + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
      raw('rgb.rgb', Image.fromarray(a[..., :3]))
      """)
    for name in ["rgba", "rgb"] {
      let image = try folder.decode(name + ".png")
      #expect(image.raster.samples == (try folder.read("rgb.rgb")))
      #expect(image.raster.alpha?.allSatisfy { $0 == 200 } == (name == "rgba" ? true : nil))
    }
  }

  @Test func writtenFilesReadBackInPillow() throws {
    let folder = try Folder()
    try folder.python(
      """
      p = photo(37, 29).convert('RGBA'); a = np.array(p); a[..., 3] = np.arange(37) * 6
      Image.fromarray(a).save('rgba.png'); p.convert('RGB').save('rgb.png')
      p.convert('L').save('grey.png'); Image.fromarray(a).convert('LA').save('greya.png')
      p.convert('P').save('palette.png')
      """)
    let names = ["rgba", "rgb", "grey", "greya", "palette"]
    for name in names {
      let source = try folder.decode(name + ".png")
      let file = try ImageEncoder.encode(
        source.raster, metadata: source.metadata, settings: .matching(source))
      try folder.write(file, to: "out-" + name + ".png")
      #expect(try SourceImage.decode(file).raster == source.raster)
    }
    let printed = try folder.python(
      """
      for n in \(names):
          a, b = Image.open(n + '.png'), Image.open('out-' + n + '.png')
          print(b.mode, a.convert('RGBA').tobytes() == b.convert('RGBA').tobytes())
      """)
    #expect(printed == ["RGBA True", "RGB True", "L True", "LA True", "RGB True"])
  }

  @Test func compressedXMPIsRead() throws {
    let folder = try Folder()
    try folder.python(
      """
      from PIL.PngImagePlugin import PngInfo
      i = PngInfo(); i.add_itxt('XML:com.adobe.xmp', '<x/>' * 50, zip=True)
      photo(8, 8).save('a.png', pnginfo=i)
      """)
    #expect(
      try folder.decode("a.png").metadata.xmp
        == Array(String(repeating: "<x/>", count: 50).utf8))
  }

  @Test func missingEndIsTruncatedAndAWrongByteCorrupt() throws {
    let folder = try Folder()
    try folder.python("photo(60, 50).save('a.png')")
    let bytes = try folder.read("a.png")
    for count in [8, 20, 33, 40, bytes.count / 2, bytes.count - 13, bytes.count - 4] {
      #expect(code(of: Array(bytes.prefix(count))) == .truncated, "\(count)")
    }
    var damaged = bytes
    damaged[bytes.count / 2] ^= 0x10
    #expect(code(of: damaged) == .corrupt)
  }

  private func code(of bytes: [UInt8]) -> CodecError.Code? {
    do throws(CodecError) {
      _ = try SourceImage.decode(bytes)
      return nil
    } catch {
      return error.code
    }
  }
}
