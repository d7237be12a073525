import Pixels
import Testing

@testable import Marking

/// Vectors of the key schedule: whoever writes another implementation can start from these.
private let key = MarkKey(secret: (0..<32).map { UInt8($0) })

@Test func toneMapHasItsShape() {
  let map = key.tones
  #expect(map.tones.count == 304)
  #expect(map.pilots.count == 48)
  #expect(map.data.count == 256)
  #expect(Set(map.pilots).isDisjoint(with: map.data))
  #expect(Set(map.order) == Set(0..<512))
  #expect(map.tones.allSatisfy { abs($0.fx) >= 2 && abs($0.fy) >= 2 })
  #expect(map.tones.allSatisfy { (12.0...116).contains($0.radius) })
}

@Test func differentSecretsGiveDifferentMaps() {
  let other = MarkKey(secret: (1..<33).map { UInt8($0) })
  let shared = Set(key.tones.tones.map { [$0.fx, $0.fy] })
    .intersection(other.tones.tones.map { [$0.fx, $0.fy] })
  #expect(shared.count < 30)
}

@Test func patternAmplitudesHaveUnitVariance() {
  for side in [300.0, 700, 2000] {
    let energy = key.tones.amplitudes(side: side).reduce(0) { $0 + $1 * $1 } / 2
    #expect(abs(energy - 1) < 1e-4)
  }
}

@Test func payloadTextRoundTrips() {
  #expect(MarkPayload(hexadecimal: "00ff00ff00ff00ff")?.description == "00ff00ff00ff00ff")
  #expect(MarkPayload(hexadecimal: "00ff00ff00ff00f") == nil)
  #expect(MarkPayload(hexadecimal: "00ff00ff00ff00fg") == nil)
}

@Test func codeDecodesWhatItEncodesAndRefusesNoise() {
  let code = PayloadCode(key: key)
  let payload = MarkPayload(0xfeed_beef_cafe_f00d)
  let coefficients = code.coefficients(payload)
  let received = key.tones.data.map { coefficients[$0] * key.tones.tones[$0].phase.conjugate }
  let gains = [Float](repeating: 1, count: 256)
  #expect(code.decode(received: received, gains: gains, effort: .quick) == payload)
  let flipped = received.enumerated().map { $0 % 2 == 0 ? $1 * -1 : $1 }
  #expect(code.decode(received: flipped, gains: gains, effort: .quick) == nil)
}

@Test func decoderCorrectsManyErasedAndWrongTones() {
  let code = PayloadCode(key: key)
  let payload = MarkPayload(42)
  let coefficients = code.coefficients(payload)
  var received = key.tones.data.map { coefficients[$0] * key.tones.tones[$0].phase.conjugate }
  for k in stride(from: 0, to: 256, by: 3) { received[k] = .zero }
  for k in stride(from: 1, to: 256, by: 12) { received[k] = received[k] * -1 }
  #expect(
    code.decode(received: received, gains: [Float](repeating: 1, count: 256), effort: .quick)
      == payload)
}
