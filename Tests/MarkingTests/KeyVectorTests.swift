import Foundation
import Pixels
import Testing
import Trust

@testable import Marking

/// The published vectors, computed by a program in another language from the description alone
/// (`Benchmarks/key-vectors`).
private struct KeyVectors: Decodable {
  struct Placement: Decodable {
    let turn, scale, x, y: Double
  }

  struct Payload: Decodable {
    let payload: String
    let placement: Int
    let sent: String
    let pictureKey: String
    let commitment: String
  }

  let secret: String
  let tones: [[Int]]
  let phases: [Double]
  let pilots, data, order: [Int]
  let scrambler: String
  let placements: [Placement]
  let payloads: [Payload]

  static func read() throws -> KeyVectors {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Vectors/key-schedule.json")
    return try JSONDecoder().decode(KeyVectors.self, from: Data(contentsOf: file))
  }

  func key() throws -> MarkKey {
    MarkKey(secret: try #require(Hexadecimal.bytes(secret)))
  }
}

@Test func toneMapIsThatOfTheVectors() throws {
  let vectors = try KeyVectors.read()
  let map = try vectors.key().tones
  #expect(map.tones.map { [$0.fx, $0.fy] } == vectors.tones)
  #expect(map.pilots == vectors.pilots)
  #expect(map.data == vectors.data)
  #expect(map.order == vectors.order)
  #expect(map.scrambler.map(String.init).joined() == vectors.scrambler)
  #expect(vectors.phases.count == map.tones.count)
  for (tone, angle) in zip(map.tones, vectors.phases) { #expect(tone.phase == .unit(angle)) }
}

@Test func placementsAreThoseOfTheVectors() throws {
  let vectors = try KeyVectors.read()
  let placements = try vectors.key().placements
  #expect(placements.count == vectors.placements.count)
  for (found, wanted) in zip(placements, vectors.placements) {
    #expect(abs(found.toPattern.tx - wanted.x) < 1e-9)
    #expect(abs(found.toPattern.ty - wanted.y) < 1e-9)
    #expect(abs(found.frequencyMap.a - wanted.scale * cos(wanted.turn)) < 1e-12)
    #expect(abs(found.frequencyMap.c - wanted.scale * sin(wanted.turn)) < 1e-12)
  }
}

@Test func payloadsAreSentAsInTheVectors() throws {
  let vectors = try KeyVectors.read()
  let key = try vectors.key()
  #expect(vectors.payloads.count == 2)
  for vector in vectors.payloads {
    let payload = try #require(MarkPayload(hexadecimal: vector.payload))
    #expect(MarkPlacement.index(of: payload, key: key.authentication) == vector.placement)
    let sent = PayloadCode(key: key).transmittedBits(payload)
    #expect(sent.map(String.init).joined() == vector.sent)
    #expect(Hexadecimal.text(key.pictureKey(of: payload).bytes) == vector.pictureKey)
    #expect(Hexadecimal.text(key.pictureKey(of: payload).commitment.bytes) == vector.commitment)
  }
}
