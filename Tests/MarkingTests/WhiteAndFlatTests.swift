import Glibc
import Pixels
import Testing

@testable import Marking

private let key = MarkKey(secret: [UInt8](repeating: 7, count: 32))
private let payload = MarkPayload(0x0123_4567_89ab_cdef)

/// Levels by which the first channel changed, over the pixels of `columns`.
private func change(_ marked: Raster, from source: Raster, columns: Range<Int>) -> [Int] {
  let width = source.size.width
  return (0..<source.size.height).flatMap { y in
    columns.map { x in
      let i = (y * width + x) * 3
      return Int(marked.samples[i]) - Int(source.samples[i])
    }
  }
}

/// The root mean square around the mean.
private func deviation(_ values: [Int]) -> Double {
  let mean = Double(values.reduce(0, +)) / Double(values.count)
  let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
  return (squares / Double(values.count)).squareRoot()
}

/// Levels left and right of an upright edge.
private func halves(_ left: UInt8, _ right: UInt8, _ size: Size) -> Raster {
  var samples: [UInt8] = []
  for _ in 0..<size.height {
    for x in 0..<size.width {
      let level = x < size.width / 2 ? left : right
      samples += [level, level, level]
    }
  }
  return Raster(size: size, samples: samples)
}

/// A textured product in the middle of pure white.
private func packshot(_ size: Size) -> Raster {
  var picture = Scene.picture(size, seed: 3)
  for y in 0..<size.height {
    for x in 0..<size.width {
      let (u, v) = (Double(x) / Double(size.width) - 0.5, Double(y) / Double(size.height) - 0.5)
      if hypot(u / 0.38, v / 0.42) > 1 {
        for c in 0..<3 { picture.samples[(y * size.width + x) * 3 + c] = 255 }
      }
    }
  }
  return picture
}

@Test(arguments: [UInt8(128), 60, 200])
func flatGroundHasNoVisibleGrain(level: UInt8) throws {
  let flat = halves(level, level, Size(width: 400, height: 533))
  for floor in [QualityFloor.standard, .strong] {
    let marked = try Embedder(key: key).embed(payload, in: flat, within: floor).raster
    let changes = change(marked, from: flat, columns: 0..<400)
    #expect(deviation(changes) <= 1.2)
    #expect(changes.allSatisfy { abs($0) <= 4 })
  }
}

@Test func pureWhiteIsChangedByHardlyMoreThanTwoLevels() throws {
  let white = halves(255, 255, Size(width: 400, height: 533))
  let marked = try Embedder(key: key).embed(payload, in: white, within: .strong).raster
  let changes = change(marked, from: white, columns: 0..<400)
  #expect(deviation(changes) <= 1)
  let mean = Double(changes.reduce(0, +)) / Double(changes.count)
  #expect(changes.allSatisfy { abs(Double($0) - mean) <= 3 })
}

@Test(arguments: [(UInt8(60), UInt8(200)), (180, 40), (255, 120)])
func flatGroundBesideALoneEdgeIsAsQuietAsElsewhere(left: UInt8, right: UInt8) throws {
  let size = Size(width: 400, height: 533)
  let edge = halves(left, right, size)
  for floor in [QualityFloor.standard, .strong] {
    let marked = try Embedder(key: key).embed(payload, in: edge, within: floor).raster
    for start in stride(from: 208, to: 248, by: 8) {
      let changes = change(marked, from: edge, columns: start..<start + 8)
      // The eye sees less within some pixels of an edge.
      #expect(
        deviation(changes) <= (start < 216 ? 1.6 : 1.2), "\(start - 200) pixels from the edge")
    }
  }
}

@Test func keptWhiteStaysWhiteAndTheMarkIsStillRead() throws {
  let source = packshot(Size(width: 600, height: 600))
  let marked = try Embedder(key: key, keepsWhite: true).embed(payload, in: source).raster
  var (white, other) = (0, 0)
  for i in stride(from: 0, to: source.samples.count, by: 3) {
    if source.samples[i..<i + 3].allSatisfy({ $0 == 255 }) {
      white += 1
      #expect(marked.samples[i..<i + 3].allSatisfy { $0 == 255 })
    } else if marked.samples[i] != source.samples[i] {
      other += 1
    }
  }
  #expect(white > 100_000 && other > 20_000)
  #expect(Detector(key: key).detect(in: marked)?.payload == payload)
}

@Test func keptWhiteIsApproachedWithoutAContour() throws {
  let size = Size(width: 512, height: 512)
  let remainder = WhiteGround.remainder(in: halves(255, 90, size), size: size)
  let row = (0..<size.width).map { remainder[$0, 200] }
  #expect(row[200] == 0 && row[255] < 0.02 && row[300] > 0.99)
  for (a, b) in zip(row, row.dropFirst()) { #expect(b - a >= -0.001 && b - a < 0.35) }
}

@Test func aLoneWhitePixelDoesNotWeakenTheMarkAroundIt() {
  let size = Size(width: 400, height: 400)
  var picture = halves(120, 120, size)
  for c in 0..<3 { picture.samples[(200 * 400 + 200) * 3 + c] = 255 }
  let remainder = WhiteGround.remainder(in: picture, size: Size(width: 256, height: 256))
  #expect((remainder.samples.min() ?? 0) > 0.9)
}

@Test func whiteThatLeavesNoRoomIsRefusedByName() {
  var white = halves(255, 255, Size(width: 400, height: 400))
  for i in 0..<3000 { white.samples[i] = 40 }
  do {
    _ = try Embedder(key: key, keepsWhite: true).embed(payload, in: white)
    Issue.record("marked")
  } catch { #expect(error.code == .whiteLeavesNoRoom) }
}
