import Pixels
import Typesetting

/// Pairs of pictures in columns on white, one above the other, with labels below.
struct ContactSheet {
  /// The longest side of a picture on the sheet.
  private static let cell = 420
  private static let gap = 16
  private static let lineHeight = 34
  private static let labelEm = 22.0

  private var columns: [(before: Raster, after: Raster, labels: [String])] = []

  /// Adds a pair.
  mutating func add(before: Raster, after: Raster, labels: [String]) {
    columns.append((Self.shrunk(before), Self.shrunk(after), labels))
  }

  /// The sheet.
  var raster: Raster {
    let above = columns.map(\.before.size.height).max() ?? 0
    let below = columns.map(\.after.size.height).max() ?? 0
    let lines = columns.map(\.labels.count).max() ?? 0
    let width = Self.gap + columns.count * (Self.cell + Self.gap)
    let size = Size(
      width: width, height: 4 * Self.gap + above + below + lines * Self.lineHeight)
    var sheet = Raster(size: size, samples: [UInt8](repeating: 255, count: size.pixelCount * 3))
    for (index, column) in columns.enumerated() {
      let left = Self.gap + index * (Self.cell + Self.gap)
      Self.place(column.before, on: &sheet, x: left, y: Self.gap)
      Self.place(column.after, on: &sheet, x: left, y: 2 * Self.gap + above)
      for (line, label) in column.labels.enumerated() {
        Self.write(
          label, on: &sheet, x: left, y: 3 * Self.gap + above + below + line * Self.lineHeight)
      }
    }
    return sheet
  }

  private static func shrunk(_ raster: Raster) -> Raster {
    let scale = Double(cell) / Double(max(raster.size.width, raster.size.height))
    if scale >= 1 { return raster }
    let size = Size(
      width: max(1, Int((Double(raster.size.width) * scale).rounded())),
      height: max(1, Int((Double(raster.size.height) * scale).rounded())))
    return Resampler(from: raster.size, to: size)(raster)
  }

  private static func place(_ picture: Raster, on sheet: inout Raster, x: Int, y: Int) {
    let row = picture.size.width * 3
    for line in 0..<picture.size.height {
      let target = ((y + line) * sheet.size.width + x) * 3
      sheet.samples.replaceSubrange(
        target..<target + row, with: picture.samples[line * row..<(line + 1) * row])
    }
  }

  /// Writes as much of `text` as fits a column; nothing when the font has not all of its characters.
  private static func write(_ text: String, on sheet: inout Raster, x: Int, y: Int) {
    guard
      let line = try? TextLine(
        String(text.prefix(TextLine.longest)), typeface: Typeface(isBold: false)),
      let ink = try? line.stencil(emSize: labelEm, edge: 0).fill
    else { return }
    for row in 0..<min(ink.height, lineHeight) {
      for column in 0..<min(ink.width, cell) {
        let place = ((y + row) * sheet.size.width + x + column) * 3
        for channel in place..<place + 3 {
          sheet.samples[channel] = UInt8(Float(sheet.samples[channel]) * (1 - ink[column, row]))
        }
      }
    }
  }
}
