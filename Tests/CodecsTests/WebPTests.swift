import Pixels
import Testing

@testable import Codecs

struct WebPTests {
  @Test func pixelsAndKindEqualPillows() throws {
    let folder = try Folder()
    try folder.python(
      """
      p = photo(57, 43); a = np.dstack([np.array(p), np.arange(57 * 43).reshape(43, 57) % 256]).astype('uint8')
      q = Image.fromarray(a)
      p.save('lossy.webp', quality=80); p.save('lossless.webp', lossless=True)
      q.save('lossya.webp', quality=80); q.save('losslessa.webp', lossless=True, exact=True)
      for n in ('lossy', 'lossless', 'lossya', 'losslessa'):
          i = Image.open(n + '.webp'); raw(n + '.rgb', i)
          if i.mode == 'RGBA': open(n + '.a', 'wb').write(i.getchannel('A').tobytes())
      """)
    for name in ["lossy", "lossless", "lossya", "losslessa"] {
      let image = try folder.decode(name + ".webp")
      #expect(image.raster.samples == (try folder.read(name + ".rgb")), "\(name)")
      #expect(image.raster.alpha == (try? folder.read(name + ".a")), "\(name)")
      #expect(image.webpIsLossless == name.hasPrefix("lossless"))
      let file = try ImageEncoder.encode(
        image.raster, metadata: .init(xmp: [65]), settings: .matching(image))
      let again = try SourceImage.decode(file)
      #expect(again.webpIsLossless == image.webpIsLossless)
      #expect(again.metadata.xmp == [65])
      if image.webpIsLossless { #expect(again.raster == image.raster) }
      #expect((again.raster.alpha == nil) == (image.raster.alpha == nil))
    }
  }

  @Test func firstFrameOfAnAnimationIsTaken() throws {
    let folder = try Folder()
    try folder.python(
      """
      f = [photo(40, 30, s) for s in (1, 2, 3)]
      f[0].save('a.webp', save_all=True, append_images=f[1:], lossless=True)
      raw('a.rgb', f[0])
      """)
    let image = try folder.decode("a.webp")
    #expect(image.notices == [.firstFrameOnly])
    #expect(image.raster.samples == (try folder.read("a.rgb")))
  }

  @Test func missingEndIsTruncated() throws {
    let folder = try Folder()
    try folder.python(
      "photo(60, 50).save('a.webp'); photo(60, 50).save('b.webp', icc_profile=srgb())")
    for name in ["a.webp", "b.webp"] {
      let bytes = try folder.read(name)
      for count in [12, 16, 24, 40, bytes.count / 2, bytes.count - 3] {
        do throws(CodecError) {
          _ = try SourceImage.decode(Array(bytes.prefix(count)))
          Issue.record("\(count) bytes were decoded")
        } catch {
          #expect(error.code == .truncated, "\(count)")
        }
      }
    }
  }
}
