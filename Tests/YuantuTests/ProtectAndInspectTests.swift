import Catalogue
import Codecs
import Files
import Foundation
import Pixels
import Testing
import Wording

@testable import Yuantu

private func protect(
  _ scene: ProductScene, _ shop: Shop, _ paths: [String], out: String = "out"
) async throws -> (summary: Protection.Summary, reports: [CopyReport], problems: [Problem]) {
  var reports: [CopyReport] = []
  var problems: [Problem] = []
  let summary = try await Protection(shop: shop, surroundings: scene.surroundings()).run(
    ProtectRequest(
      paths: paths.map { "\(scene.folder)/\($0)" }, outputFolder: "\(scene.folder)/\(out)", jobs: 2)
  ) { event in
    if case .done(let report) = event { reports.append(report) }
    if case .failed(let problem) = event { problems.append(problem) }
  }
  return (summary, reports, problems)
}

@Test func issuedCopyIsTracedAfterRecompressionAndResize() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/a.jpg", seed: 1)
  let (summary, reports, _) = try await protect(scene, shop, ["in"])
  #expect(summary.issued == 1)
  let output = try #require(reports.first).output
  let image = try SourceImage.decode(try FileBytes.read(output, atMost: 1 << 24))
  let target = Size(width: 270, height: 360)
  let stolen = try ImageEncoder.encode(
    Resampler(from: image.raster.size, to: target)(image.raster), metadata: ImageMetadata(),
    settings: EncodeSettings(format: .webp, webpQuality: 75))
  let suspect = "\(scene.folder)/suspect.webp"
  try AtomicFile.write(stolen, to: suspect, replacing: true)
  let verdict = Inspector(shop: shop, limits: DecodeLimits()).examine(suspect)
  #expect(verdict.relation == .markAndContent)
  #expect(verdict.recordCheck == .pass)
  #expect(verdict.match?.copyID == reports.first?.copyID)
  #expect(verdict.match?.timeKind == .ownClock)
  #expect(verdict.isMatch)
}

@Test func issuedFileAndOriginalAreIdenticalAndAStrangerIsNotDetected() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  let original = try scene.photo("in/a.jpg", seed: 2)
  let stranger = try scene.photo("other/b.jpg", seed: 3)
  await OriginalsIntake(shop: shop, surroundings: scene.surroundings()).add(
    [original], limits: DecodeLimits(), jobs: 1
  ) { _, _ in }
  let (_, reports, _) = try await protect(scene, shop, ["in"])
  let inspector = Inspector(shop: shop, limits: DecodeLimits())
  #expect(inspector.examine(try #require(reports.first).output).relation == .identical)
  #expect(inspector.examine(original).relation == .identical)
  #expect(inspector.examine(stranger).relation == .notDetected)
  #expect(reports.first?.pairing?.method == .identical)
}

@Test func issuedCopyIsMeasuredAgainstTheSameFileWithoutTheMark() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/a.jpg", seed: 31, size: Size(width: 600, height: 800))
  let (_, reports, _) = try await protect(scene, shop, ["in"])
  let quality = try #require(reports.first?.quality)
  #expect(quality.score >= 79.5 && quality.score < 95 && quality.ssim >= 0.98)
  #expect(reports.first?.findings.contains(.markFragile) == false)
}

@Test func markThatWouldNotOutliveAPlatformIsSaidToBeFragile() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/tiny.jpg", seed: 32, size: Size(width: 150, height: 150))
  let (summary, reports, problems) = try await protect(scene, shop, ["in"])
  if summary.issued == 1 {
    #expect(reports.first?.findings.contains(.markFragile) == true)
  } else {
    #expect(problems.first?.code == "marking.notReadable")
  }
}

@Test func exportIsPairedWithItsOriginalByContent() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  var originals: [String] = []
  for seed in 20..<24 {
    originals.append(try scene.photo("shoot/\(seed).jpg", seed: UInt64(seed)))
  }
  await OriginalsIntake(shop: shop, surroundings: scene.surroundings()).add(
    originals, limits: DecodeLimits(), jobs: 2
  ) { _, _ in }
  let source = ProductScene.picture(Size(width: 360, height: 480), seed: 22)
  var square: [UInt8] = []
  for y in 60..<420 { square += source.samples[y * 360 * 3..<(y + 1) * 360 * 3] }
  let cropped = Raster(size: Size(width: 360, height: 360), samples: square)
  let large = Resampler(from: cropped.size, to: Size(width: 800, height: 800))(cropped)
  let bytes = try ImageEncoder.encode(
    large, metadata: ImageMetadata(), settings: EncodeSettings(format: .jpeg))
  try Directory.create("\(scene.folder)/in")
  try AtomicFile.write(bytes, to: "\(scene.folder)/in/主图.jpg", replacing: true)
  let (summary, reports, _) = try await protect(scene, shop, ["in"])
  #expect(summary.withoutOriginal == 0)
  #expect(reports.first?.pairing?.path == originals[2])
  #expect(reports.first?.pairing?.method == .content)
}

@Test func secondRunDoesNothingAndALostOutputIsWrittenAgainByteForByte() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  for seed in 1...3 { try scene.photo("in/\(seed).jpg", seed: UInt64(seed)) }
  let first = try await protect(scene, shop, ["in"])
  #expect(first.summary.issued == 3)
  let lost = try #require(first.reports.first).output
  let before = try FileBytes.read(lost, atMost: 1 << 24)
  #expect(try await protect(scene, shop, ["in"]).summary.unchanged == 3)
  unlink(lost)
  let third = try await protect(scene, shop, ["in"])
  #expect(third.summary.restored == 1 && third.summary.unchanged == 2)
  #expect(try FileBytes.read(lost, atMost: 1 << 24) == before)
  #expect(try CatalogueCheck.problems(of: shop).isEmpty)
  #expect(try CatalogueCheck.counts(of: shop).issuedCopies == 3)
}

@Test func filesOfEqualBytesShareOneCopyAndABadFileDoesNotStopTheRun() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/a.jpg", seed: 4)
  try scene.photo("in/b.jpg", seed: 4)
  try AtomicFile.write(Array("hello".utf8), to: "\(scene.folder)/in/text.jpg", replacing: true)
  let run = try await protect(scene, shop, ["in"])
  #expect(run.summary.issued == 1 && run.summary.duplicates == 1 && run.summary.failed == 1)
  #expect(run.problems.first?.code == "codec.notAnImage")
  #expect(Set(run.reports.map(\.copyID)).count == 1)
}

@Test func aFileThatIsNotOursIsNeverReplaced() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/a.jpg", seed: 5)
  let foreign = try scene.photo("out/a.jpg", seed: 6)
  let before = try FileBytes.read(foreign, atMost: 1 << 24)
  let run = try await protect(scene, shop, ["in"])
  #expect(run.problems.first?.code == "output.exists")
  #expect(try FileBytes.read(foreign, atMost: 1 << 24) == before)
}

@Test func anotherShopsCopyIsNotDetected() async throws {
  let scene = try ProductScene()
  let (mine, theirs) = (try scene.shop(seed: 1), try scene.shop("别家", seed: 2))
  try scene.photo("in/a.jpg", seed: 7)
  let run = try await protect(scene, theirs, ["in"])
  let output = try #require(run.reports.first).output
  #expect(
    Inspector(shop: mine, limits: DecodeLimits()).examine(output).relation == .notDetected)
}

@Test func markMovedToAnotherPictureIsNeverMoreThanInconclusive() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  let source = try scene.photo("in/a.jpg", seed: 8)
  let run = try await protect(scene, shop, ["in"])
  let output = try #require(run.reports.first).output
  let original = try SourceImage.decode(try FileBytes.read(source, atMost: 1 << 24)).raster
  let marked = try SourceImage.decode(try FileBytes.read(output, atMost: 1 << 24)).raster
  var victim = ProductScene.picture(original.size, seed: 99)
  for i in victim.samples.indices {
    let value = Int(victim.samples[i]) + Int(marked.samples[i]) - Int(original.samples[i])
    victim.samples[i] = UInt8(min(max(value, 0), 255))
  }
  let forged = try ImageEncoder.encode(
    victim, metadata: ImageMetadata(), settings: EncodeSettings(format: .png))
  let path = "\(scene.folder)/forged.png"
  try AtomicFile.write(forged, to: path, replacing: true)
  let verdict = Inspector(shop: shop, limits: DecodeLimits()).examine(path)
  #expect(verdict.relation == .inconclusive)
  #expect(verdict.findings.contains(.contentDiffers))
  #expect(!verdict.isMatch)
}

@Test func tamperedRecordOverridesEveryRelation() async throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  try scene.photo("in/a.jpg", seed: 9)
  let run = try await protect(scene, shop, ["in"])
  let output = try #require(run.reports.first).output
  let edit = Process.run(
    "/usr/bin/sqlite3",
    [
      "\(scene.folder)/shop-1/catalogue.sqlite",
      "UPDATE record SET bytes = CAST(replace(bytes, 'own-clock', 'our-clock') AS BLOB)",
    ])
  #expect(edit == 0)
  let verdict = Inspector(shop: shop, limits: DecodeLimits()).examine(output)
  #expect(verdict.relation == .recordInvalid)
  #expect(verdict.recordCheck == .fail)
  #expect(!verdict.isMatch)
  #expect(try !CatalogueCheck.problems(of: shop).isEmpty)
}
