import Marking
import Pixels
import Testing

private let key = MarkKey(secret: [UInt8](repeating: 7, count: 32))
private let source = Scene.picture(Size(width: 400, height: 533))

private func copy(_ payload: UInt64, of picture: Raster = source, key: MarkKey = key) throws
  -> Raster
{
  try Embedder(key: key).embed(MarkPayload(payload), in: picture).raster
}

private func average(_ copies: [Raster]) -> Raster {
  let sums = copies.dropFirst().reduce(copies[0].samples.map { Int($0) }) { sums, copy in
    zip(sums, copy.samples).map { $0 + Int($1) }
  }
  return Raster(
    size: copies[0].size, samples: sums.map { UInt8(($0 + copies.count / 2) / copies.count) })
}

/// Recipients who average their copies: at least one of them is named, and nobody else.
@Test(arguments: [2, 3, 5]) func averagedCopiesNameOneOfTheirRecipientsAndNoInnocent(count: Int)
  throws
{
  let issued = (0..<40).map { MarkPayload(UInt64($0) &* 0x9e37_79b9_7f4a_7c15) }
  let guilty = (0..<count).map { issued[$0 * 7] }
  let averaged = average(try guilty.map { try copy($0.bits) })
  let found = InformedDetector(key: key).detect(
    in: averaged, original: source, issued: IssuedMarks(issued, key: key))
  #expect(!found.isEmpty)
  #expect(found.allSatisfy { guilty.contains($0.payload) })
  #expect(found.allSatisfy { $0.falseAlarmLog10 < -9 })
}

@Test func aPictureMarkedTwiceShowsBothMarks() throws {
  let (first, second): (UInt64, UInt64) = (0x1111, 0x2222_2222)
  let twice = try copy(second, of: try copy(first))
  let found = InformedDetector(key: key).detect(in: twice, original: source)
  #expect(Set(found.map(\.payload.bits)) == [first, second])
}

@Test func aMarkUnderAnotherKeyDoesNotHideTheFirst() throws {
  let thief = MarkKey(secret: [UInt8](repeating: 9, count: 32))
  let overwritten = try copy(2, of: try copy(1), key: thief)
  #expect(Detector(key: key).detect(in: overwritten)?.payload.bits == 1)
  #expect(Detector(key: thief).detect(in: overwritten)?.payload.bits == 2)
}

@Test func theOriginalItselfAndAStrangerShowNothing() throws {
  let issued = IssuedMarks((0..<500).map { MarkPayload($0) }, key: key)
  let detector = InformedDetector(key: key)
  #expect(detector.detect(in: source, original: source, issued: issued).isEmpty)
  let stranger = Scene.picture(Size(width: 400, height: 533), seed: 99)
  #expect(detector.detect(in: stranger, original: source, issued: issued).isEmpty)
}

@Test func aTraceTooWeakForBlindReadingIsReadWithTheOriginal() throws {
  var noisy = try copy(77)
  var generator = SeededGenerator(seed: 5)
  for i in noisy.samples.indices {
    let value = Int(noisy.samples[i]) + Int.random(in: -60...60, using: &generator)
    noisy.samples[i] = UInt8(min(max(value, 0), 255))
  }
  #expect(
    InformedDetector(key: key).detect(in: noisy, original: source).map(\.payload.bits) == [77])
}
