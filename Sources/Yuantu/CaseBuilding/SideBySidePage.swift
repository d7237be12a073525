import Codecs
import Pixels
import Reports
import Typesetting
import Wording

/// The two pictures of an examination large and side by side, as one JPEG.
enum SideBySidePage {
  private static let size = Size(width: 1240, height: 760)
  private static let mostBytes = 1_000_000

  static func jpeg(_ examination: Examination, position: String?) throws -> [UInt8]? {
    guard let suspect = examination.suspect.picture, let recorded = examination.recorded,
      let shown = recorded.picture
    else { return nil }
    var page = Page(size: size)
    for (index, (picture, words)) in [
      (shown, "登记图 / recorded: \(recorded.name)"),
      (suspect, "被检图 / examined: \(examination.suspect.name)"),
    ].enumerated() {
      let x = 20 + Double(index) * 610
      page.addText(
        TextBlock(words, emSize: 22, isBold: true), in: Frame(x: x, y: 14, width: 590, height: 60))
      let frame = Frame(x: x, y: 80, width: 590, height: 590)
      page.addBox(frame, fill: Ink(243, 243, 243))
      page.addPicture(PagePicture(picture.raster, jpeg: picture.jpeg), in: frame)
    }
    let words = [examination.relation.rawValue, position ?? ""].filter { !$0.isEmpty }
    page.addText(
      TextBlock(words.joined(separator: " · "), emSize: 26, isBold: true),
      in: Frame(x: 20, y: 690, width: 1200, height: 50))
    return try ImageEncoder.encode(
      try page.raster(), metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .atMost(bytes: mostBytes)))
  }
}
