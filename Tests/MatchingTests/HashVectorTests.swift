import Foundation
import Matching
import Pixels
import Testing

/// Pictures that `Vectors/make_hash_vectors.py` drew too, with what pdqhash, Pillow and iscc-core
/// said of them.
private struct HashVector: Decodable {
  let width: Int
  let height: Int
  let seed: UInt64
  let border: Int
  let transparent: Bool
  let pdq: [String]
  let quality: Int
  let iscc64: String
  let iscc256: String

  static func all() throws -> [HashVector] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Vectors/hash_vectors.json")
    return try JSONDecoder().decode([HashVector].self, from: Data(contentsOf: file))
  }

  /// The same integer arithmetic as in the script.
  var picture: Raster {
    var generator = SeededGenerator(seed: seed)
    let (columns, rows) = (7, 6)
    let grid = (0..<columns * rows * 3).map { _ in Int(generator.next() % 256) }
    var samples: [UInt8] = []
    var alpha: [UInt8] = []
    for y in 0..<height {
      let v = y * (rows - 1) * 256 / height
      for x in 0..<width {
        let u = x * (columns - 1) * 256 / width
        let noise = generator.next()
        let inside =
          border <= x && x < width - border && border <= y && y < height - border
        for channel in 0..<3 {
          let corner = ((v >> 8) * columns + (u >> 8)) * 3 + channel
          let (a, b) = (u & 255, v & 255)
          let top = grid[corner] * (256 - a) + grid[corner + 3] * a
          let below = corner + columns * 3
          let bottom = grid[below] * (256 - a) + grid[below + 3] * a
          let value =
            (top * (256 - b) + bottom * b) >> 16 + Int(noise >> (8 * UInt64(channel)) % 17) - 8
          samples.append(inside ? UInt8(min(max(value, 0), 255)) : UInt8(240 + (noise >> 24) % 4))
        }
        alpha.append(transparent && inside ? UInt8((noise >> 32) % 256) : 255)
      }
    }
    return Raster(
      size: Size(width: width, height: height), samples: samples,
      alpha: transparent ? alpha : nil)
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

@Test func hashesEqualThoseOfPdqhashInAllEightForms() throws {
  for vector in try HashVector.all() {
    let hashes = DihedralHashes(vector.picture)
    #expect(hashes.all.map { hexadecimal($0.bytes) } == vector.pdq, "\(vector)")
    #expect(hashes.quality == vector.quality)
  }
}

@Test func imageCodesEqualThoseOfIsccCoreOnPicturesPreparedByPillow() throws {
  for vector in try HashVector.all() {
    let code = ImageCode(vector.picture)
    #expect(code.text() == vector.iscc64, "\(vector)")
    #expect(code.text(bits: 256) == vector.iscc256, "\(vector)")
  }
}

@Test func codesOfPicturesWithoutStructureAreCalledFeatureless() {
  let white = Raster(
    size: Size(width: 90, height: 60), samples: [UInt8](repeating: 255, count: 90 * 60 * 3))
  #expect(ImageCode(white).isFeatureless)
}

@Test func turningAndMirroringAPictureChangesPlacesAmongItsForms() {
  var generator = SeededGenerator(seed: 21)
  let coarse = Plane(
    size: Size(width: 9, height: 9),
    samples: (0..<81).map { _ in .random(in: 0...255, using: &generator) })
  let size = Size(width: 240, height: 240)
  let picture = Resampler(from: coarse.size, to: size)(coarse)
  let mirrored = Plane(size: size) { output in
    for y in 0..<240 { for x in 0..<240 { output[y * 240 + x] = picture[239 - x, y] } }
  }
  let turned = Plane(size: size) { output in
    for y in 0..<240 { for x in 0..<240 { output[y * 240 + x] = picture[239 - y, x] } }
  }
  let hashes = DihedralHashes(picture)
  for other in [mirrored, turned] {
    #expect(hashes.upright.distance(to: PerceptualHash(other)) > 80)
    #expect(hashes.distance(to: PerceptualHash(other)) < 40)
  }
}
