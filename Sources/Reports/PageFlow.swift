import Pixels
import Typesetting

/// Sets parts below each other and begins a new page where one is full.
struct PageFlow {
  private static let margin = 56.0
  private static let footerHeight = 40.0
  private static let labelWidth = 176.0
  private static let gap = 20.0
  private static let pictureHeight = 360.0
  private static let body = 24.0
  private static let small = 22.0

  private static let grey = Ink(85, 85, 85)
  private static let line = Ink(190, 190, 190)
  private static let blue = Ink(16, 58, 120)
  private static let paleBlue = Ink(232, 240, 250)
  private static let red = Ink(160, 24, 24)
  private static let paleRed = Ink(253, 236, 234)
  private static let paleGrey = Ink(243, 243, 243)

  private let size: Size
  private var pages: [Page]
  private var y = PageFlow.margin

  init(size: Size) {
    self.size = size
    pages = [Page(size: size)]
  }

  private var width: Double { Double(size.width) - 2 * Self.margin }
  private var bottom: Double { Double(size.height) - Self.margin - Self.footerHeight }

  mutating func add(_ part: ReportPart) throws(TypesettingError) {
    switch part {
    case .title(let text):
      try add(TextBlock(text, emSize: 44, isBold: true, ink: Self.blue), after: 6)
    case .heading(let text):
      // A heading does not stand alone at the foot of a page.
      if y > Self.margin { y += 6 }
      makeRoom(110)
      try add(TextBlock(text, emSize: 28, isBold: true, ink: Self.blue), after: 4)
      let rule = frame(y: y, height: 2)
      edit { $0.addBox(rule, fill: Self.line) }
      y += 8
    case .paragraph(let text): try add(TextBlock(text, emSize: Self.body), after: 8)
    case .note(let text): try add(TextBlock(text, emSize: Self.small, ink: Self.grey), after: 10)
    case .row(let label, let value): try addRow(label, value)
    case .result(let level, let sentence, let isGood): try addResult(level, sentence, isGood)
    case .pair(let left, let right): try addPair(left, right)
    case .picture(let picture, let caption): try addPicture(picture, caption)
    case .commands(let lines): try addCommands(lines)
    case .pageBreak: if y > Self.margin { startPage() }
    }
  }

  /// The pages with their numbers.
  func finished(footer: String) throws(TypesettingError) -> [Page] {
    var finished = pages
    for index in finished.indices {
      let text = TextBlock(
        "\(footer) · \(index + 1) / \(finished.count)", emSize: Self.small, ink: Self.grey)
      finished[index].addText(
        text, in: frame(y: Double(size.height) - Self.margin - 24, height: 30))
    }
    return finished
  }

  private mutating func add(_ block: TextBlock, after space: Double) throws(TypesettingError) {
    let height = try block.height(width: width)
    makeRoom(height)
    let place = frame(y: y, height: height)
    edit { $0.addText(block, in: place) }
    y += height + space
  }

  private mutating func addRow(_ label: String, _ value: String) throws(TypesettingError) {
    // Long lists go line by line, so that a page break may fall between two.
    for (index, line) in value.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let left = TextBlock(
        index == 0 ? label : "", emSize: Self.body, isBold: true, ink: Self.grey)
      let right = TextBlock(String(line), emSize: Self.body)
      let valueWidth = width - Self.labelWidth
      let height = max(
        try left.height(width: Self.labelWidth - 10), try right.height(width: valueWidth))
      makeRoom(height)
      let labelFrame = Frame(x: Self.margin, y: y, width: Self.labelWidth - 10, height: height)
      let valueFrame = Frame(
        x: Self.margin + Self.labelWidth, y: y, width: valueWidth, height: height)
      edit {
        if index == 0 { $0.addText(left, in: labelFrame) }
        $0.addText(right, in: valueFrame)
      }
      y += height
    }
    y += 6
  }

  private mutating func addResult(
    _ level: String, _ sentence: String, _ isGood: Bool
  ) throws(TypesettingError) {
    let mark = TextBlock(level, emSize: 54, isBold: true, ink: isGood ? Self.blue : Self.red)
    let text = TextBlock(sentence, emSize: 26, isBold: true)
    let textWidth = width - Self.labelWidth - 20
    let height = max(try text.height(width: textWidth) + 32, 96)
    makeRoom(height)
    let box = frame(y: y, height: height)
    let markFrame = Frame(x: Self.margin + 24, y: y + height / 2 - 40, width: 130, height: 80)
    let textFrame = Frame(
      x: Self.margin + Self.labelWidth, y: y + 16, width: textWidth, height: height)
    edit {
      $0.addBox(
        box, fill: isGood ? Self.paleBlue : Self.paleRed, border: isGood ? Self.blue : Self.red)
      $0.addText(mark, in: markFrame)
      $0.addText(text, in: textFrame)
    }
    y += height + 12
  }

  private mutating func addPair(
    _ left: ReportColumn, _ right: ReportColumn?
  ) throws(TypesettingError) {
    let columnWidth = (width - Self.gap) / 2
    let columns = [left, right].compactMap { $0 }
    let texts = columns.map {
      TextBlock($0.lines.joined(separator: "\n"), emSize: Self.small, breaksAnywhere: true)
    }
    var textHeight = 0.0
    for text in texts { textHeight = max(textHeight, try text.height(width: columnWidth)) }
    let total = 38 + Self.pictureHeight + 10 + textHeight
    makeRoom(total)
    for (index, column) in columns.enumerated() {
      let x = Self.margin + Double(index) * (columnWidth + Self.gap)
      let top = y
      edit { page in
        page.addText(
          TextBlock(column.title, emSize: Self.body, isBold: true),
          in: Frame(x: x, y: top, width: columnWidth, height: 34))
        let place = Frame(x: x, y: top + 38, width: columnWidth, height: Self.pictureHeight)
        page.addBox(place, fill: Self.paleGrey, border: Self.line)
        if let picture = column.picture {
          let inner = Frame(
            x: place.x + 4, y: place.y + 4, width: place.width - 8, height: place.height - 8)
          page.addPicture(PagePicture(picture.raster, jpeg: picture.jpeg), in: inner)
        }
        page.addText(
          texts[index],
          in: Frame(
            x: x, y: place.y + Self.pictureHeight + 8, width: columnWidth, height: textHeight))
      }
    }
    y += total + 12
  }

  private mutating func addPicture(
    _ picture: ReportPicture, _ caption: String
  ) throws(TypesettingError) {
    let size = picture.raster.size
    let height = min(460, width * Double(size.height) / Double(size.width))
    let text = TextBlock(caption, emSize: Self.small)
    let textHeight = try text.height(width: width)
    makeRoom(height + textHeight + 22)
    y += 14
    let (place, below) = (frame(y: y, height: height), frame(y: y + height + 8, height: textHeight))
    edit {
      $0.addPicture(PagePicture(picture.raster, jpeg: picture.jpeg), in: place)
      $0.addText(text, in: below)
    }
    y += height + textHeight + 18
  }

  private mutating func addCommands(_ lines: [String]) throws(TypesettingError) {
    let text = TextBlock(lines.joined(separator: "\n"), emSize: Self.small)
    let height = try text.height(width: width - 32) + 24
    makeRoom(height)
    let box = frame(y: y, height: height)
    let inner = Frame(x: Self.margin + 16, y: y + 12, width: width - 32, height: height)
    edit {
      $0.addBox(box, fill: Self.paleGrey)
      $0.addText(text, in: inner)
    }
    y += height + 10
  }

  private func frame(y: Double, height: Double) -> Frame {
    Frame(x: Self.margin, y: y, width: width, height: height)
  }

  private mutating func edit(_ change: (inout Page) -> Void) { change(&pages[pages.count - 1]) }

  private mutating func makeRoom(_ height: Double) {
    if y + height > bottom, y > Self.margin { startPage() }
  }

  private mutating func startPage() {
    pages.append(Page(size: size))
    y = Self.margin
  }
}
