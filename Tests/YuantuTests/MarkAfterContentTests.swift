import Codecs
import Files
import Foundation
import Marking
import Pixels
import Testing
import Wording

@testable import Yuantu

/// Squeezed further than the mark is searched for, with grain over it: the content names the picture and
/// says how it lies, and with that picture taken out the mark says which copy it was.
@Test func aMarkTooWeakForBlindReadingIsReadOnceTheContentIsFound() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  for seed in UInt64(41)..<44 {
    try scene.photo("in/\(seed).jpg", seed: seed, size: Size(width: 400, height: 533))
  }
  var copies: [CopyReport] = []
  _ = try await Protection(shop: shop, surroundings: scene.surroundings()).run(
    ProtectRequest(
      paths: ["\(scene.folder)/in"], outputFolder: "\(scene.folder)/out", jobs: 2)
  ) { event in
    if case .done(let report) = event { copies.append(report) }
  }
  let copy = try #require(copies.first { $0.output.contains("42") })
  let issued = try SourceImage.decode(try FileBytes.read(copy.output, atMost: 1 << 24)).raster
  var picture = Resampler(from: issued.size, to: Size(width: 400, height: 346))(issued)
  var generator = SeededGenerator(seed: 5)
  for i in picture.samples.indices {
    let value = Int(picture.samples[i]) + Int.random(in: -60...60, using: &generator)
    picture.samples[i] = UInt8(min(max(value, 0), 255))
  }
  #expect(Detector(key: shop.markKey).detect(in: picture) == nil)
  let suspect = "\(scene.folder)/suspect.png"
  try AtomicFile.write(
    try ImageEncoder.encode(
      picture, metadata: ImageMetadata(), settings: EncodeSettings(format: .png)),
    to: suspect, replacing: true)
  let verdict = Inspector(shop: shop, limits: DecodeLimits()).examine(suspect)
  #expect(verdict.relation == .markAndContent)
  #expect(verdict.findings.contains(.markInformed))
  #expect(verdict.match?.copyID == copy.copyID)
}
