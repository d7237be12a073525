import Codecs
import Files
import Foundation
import Pixels
import Testing

@testable import Marking

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Goldens").path

/// Every layout on every ground, as somebody looked at it. `RECORD=1` writes them anew: look at them.
@Test(arguments: try VisibleMarks.all().map(\.name))
func visibleMarkLooksAsItDidWhenItWasLookedAt(name: String) throws {
  let mark = try #require(try VisibleMarks.all().first { $0.name == name }).mark
  let sheet = try Ground.sheet {
    try VisibleMarker(mark).apply(to: $0, variation: VisibleMarks.variation).raster
  }
  let file = "\(folder)/\(name).webp"
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try Directory.create(folder)
    try AtomicFile.write(
      try ImageEncoder.encode(
        sheet, metadata: ImageMetadata(),
        settings: EncodeSettings(format: .webp, webpIsLossless: true)),
      to: file, replacing: true)
  }
  let golden = try SourceImage.decode(try FileBytes.read(file, atMost: 1 << 24)).raster
  #expect(golden.size == sheet.size)
  let unmarked = Ground.sheet { $0 }
  let strength = QualityMetrics.psnr(unmarked.samples, sheet.samples)
  #expect(strength < 42)
  // Another version of the font or of cairo may move an outline by a fraction of a pixel.
  #expect(QualityMetrics.psnr(golden.samples, sheet.samples) > strength + 12)
}
