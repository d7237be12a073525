import Testing

@testable import Marking

/// Noise of unit variance that is the same every time.
private struct Noise {
  private var state: UInt64 = 1

  mutating func next() -> Float {
    (0..<12).reduce(Float(-6)) { sum, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return sum + Float(state >> 40) / Float(1 << 24)
    }
  }
}

private func information(_ seed: Int) -> [UInt8] {
  (0..<PolarCode.informationCount).map { UInt8((seed * 7 + $0 * $0 * 3 + $0 / 5) & 1) }
}

@Test(arguments: [1, 16]) func cleanCodeWordIsDecoded(listSize: Int) {
  for seed in 0..<4 {
    let sent = PolarCode.encode(information(seed)).map { Float($0 == 0 ? 1 : -1) }
    #expect(PolarListDecoder(listSize: listSize).decode(sent).first == information(seed))
  }
}

@Test func longerListReadsThroughNoise() {
  var noise = Noise()
  var read = [1: 0, 32: 0]
  for seed in 0..<40 {
    let received = PolarCode.encode(information(seed)).map { bit in
      0.75 * Float(bit == 0 ? 1 : -1) + noise.next()
    }
    for listSize in read.keys
    where PolarListDecoder(listSize: listSize).decode(received).contains(information(seed)) {
      read[listSize, default: 0] += 1
    }
  }
  #expect(read[32]! > read[1]! && read[32]! >= 36)
}

@Test func pathsAreDifferentAndAsManyAsTheList() {
  var noise = Noise()
  let paths = PolarListDecoder(listSize: 16).decode(
    (0..<PolarCode.length).map { _ in noise.next() })
  #expect(paths.count == 16 && Set(paths).count == 16)
}

@Test func nodesCoverTheCodeOnce() {
  let covered = PolarCode.nodes.flatMap { $0.start..<$0.start + 1 << $0.level }
  #expect(covered == Array(0..<PolarCode.length))
  #expect(PolarCode.nodes.count { !$0.isFrozen } == PolarCode.informationCount)
}
