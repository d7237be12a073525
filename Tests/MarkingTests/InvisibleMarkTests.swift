import Glibc
import Marking
import Pixels
import Testing

private let key = MarkKey(secret: [UInt8](repeating: 7, count: 32))
private let payload = MarkPayload(0x0123_4567_89ab_cdef)

/// A picture with flat ground, soft shapes, edges and texture.
private func scene(_ size: Size, seed: UInt64 = 1) -> Raster {
  var generator = SeededGenerator(seed: seed)
  let blobs = (0..<24).map { _ in
    (
      x: Double.random(in: 0...1, using: &generator),
      y: Double.random(in: 0...1, using: &generator),
      r: Double.random(in: 0.03...0.2, using: &generator),
      c: (0..<3).map { _ in Double.random(in: -90...90, using: &generator) }
    )
  }
  var samples: [UInt8] = []
  for y in 0..<size.height {
    for x in 0..<size.width {
      let (u, v) = (Double(x) / size.meanSide, Double(y) / size.meanSide)
      var rgb = [150 + 40 * u, 140 + 30 * v, 150 - 30 * u]
      for b in blobs where hypot(u - b.x, v - b.y) < b.r {
        let grain = Double.random(in: -6...6, using: &generator)
        for i in 0..<3 { rgb[i] += b.c[i] * 0.5 + grain }
      }
      samples += rgb.map { UInt8(min(max($0, 0), 255)) }
    }
  }
  return Raster(size: size, samples: samples)
}

@Test func payloadIsReadBackBlind() throws {
  let picture = scene(Size(width: 400, height: 533))
  let marked = try Embedder(key: key).embed(payload, in: picture)
  #expect(marked.psnr > 42 && marked.psnr < 60)
  #expect(marked.ssim > 0.98)
  let found = try #require(Detector(key: key).detect(in: marked.raster))
  #expect(found.payload == payload)
  #expect(found.falseAlarmLog10 < -9)
  #expect(abs(found.geometry.scale - 1) < 0.01)
}
