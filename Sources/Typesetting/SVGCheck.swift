/// Looks through an SVG before any library sees it: no scripts, no references to anything outside
/// the file, no live text (which other machines would set in other fonts), no entities.
///
/// It reads tags and attributes only and refuses whatever it cannot follow. The renderer loads
/// nothing and runs nothing either; this says so by name instead of leaving holes in a logo.
struct SVGCheck {
  static let maximumBytes = 1 << 20
  private static let maximumElements = 20_000
  private static let maximumDepth = 64

  private static let forbiddenElements: Set<Substring> = [
    "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "handler",
    "listener", "set", "animate", "animatemotion", "animatetransform", "animatecolor", "text",
    "tspan", "textpath", "tref", "font", "font-face",
  ]

  private let bytes: [UInt8]
  private var place = 0
  private var elements = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Throws when `file` is no SVG, or holds what is not wanted.
  static func check(_ file: [UInt8]) throws(TypesettingError) {
    guard file.count <= maximumBytes else {
      throw TypesettingError(.forbiddenInSVG, "\(file.count) bytes")
    }
    guard let text = String(validating: file, as: UTF8.self), !text.contains("\0") else {
      throw TypesettingError(.notSVG)
    }
    var check = SVGCheck(file)
    try check.run()
  }

  private mutating func run() throws(TypesettingError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      try content(bytes[place..<start])
      place = start
      if starts("<!--") {
        place = try find("-->") + 3
        continue
      }
      if starts("<![CDATA[") {
        // Style sheets are often written so.
        let end = try find("]]>")
        try content(bytes[place..<end])
        place = end + 3
        continue
      }
      if starts("<?") {
        let end = try find("?>")
        if text(place..<end).lowercased().hasPrefix("<?xml-stylesheet") {
          throw TypesettingError(.forbiddenInSVG, "<?xml-stylesheet>")
        }
        place = end + 2
      } else if starts("<!") {
        // A document type may declare entities and name files.
        let end = try find(">")
        if text(place..<end).contains("[") {
          throw TypesettingError(.forbiddenInSVG, "<!DOCTYPE [")
        }
        place = end + 1
      } else {
        try tag()
      }
    }
    guard elements > 0, depth == 0 else { throw TypesettingError(.notSVG) }
  }

  private mutating func tag() throws(TypesettingError) {
    place += 1
    if starts("/") {
      place = try find(">") + 1
      depth -= 1
      guard depth >= 0 else { throw TypesettingError(.notSVG) }
      return
    }
    let name = word().lowercased()
    let local = name.split(separator: ":").last ?? ""
    elements += 1
    if elements == 1, local != "svg" { throw TypesettingError(.notSVG) }
    if Self.forbiddenElements.contains(local) {
      throw TypesettingError(.forbiddenInSVG, "<\(local)>")
    }
    guard !local.isEmpty, elements <= Self.maximumElements, depth < Self.maximumDepth else {
      throw TypesettingError(.forbiddenInSVG, "\(elements) elements")
    }
    while true {
      skipSpace()
      guard place < bytes.count else { throw TypesettingError(.notSVG) }
      if starts("/>") {
        place += 2
        return
      }
      if starts(">") {
        place += 1
        depth += 1
        return
      }
      try attribute()
    }
  }

  private mutating func attribute() throws(TypesettingError) {
    let name = word().lowercased()
    skipSpace()
    guard !name.isEmpty, starts("=") else { throw TypesettingError(.notSVG) }
    place += 1
    skipSpace()
    guard place < bytes.count, bytes[place] == 0x22 || bytes[place] == 0x27,
      let end = bytes[(place + 1)...].firstIndex(of: bytes[place])
    else { throw TypesettingError(.notSVG) }
    let value = text(place + 1..<end)
    place = end + 1
    let local = name.split(separator: ":").last ?? ""
    if local.hasPrefix("on") { throw TypesettingError(.forbiddenInSVG, String(local)) }
    if local == "href" || local == "src" {
      let target = value.drop { $0.isWhitespace }.lowercased()
      let isInside =
        target.hasPrefix("#") || target.hasPrefix("data:image/png")
        || target.hasPrefix("data:image/jpeg")
      guard isInside else {
        throw TypesettingError(.forbiddenInSVG, "\(local)=\(value.prefix(60))")
      }
    } else {
      try style(value)
    }
  }

  /// Text between tags: style sheets may refer to files as well.
  private func content(_ slice: ArraySlice<UInt8>) throws(TypesettingError) {
    try style(String(decoding: slice, as: UTF8.self))
  }

  private func style(_ value: String) throws(TypesettingError) {
    let lower = value.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    if lower.contains("@import") { throw TypesettingError(.forbiddenInSVG, "@import") }
    if lower.contains("javascript:") { throw TypesettingError(.forbiddenInSVG, "javascript:") }
    var rest = lower[...]
    while let found = rest.firstRange(of: "url(") {
      rest = rest[found.upperBound...]
      guard rest.hasPrefix("#") || rest.hasPrefix("&quot;#") else {
        throw TypesettingError(.forbiddenInSVG, "url(\(rest.prefix(60))")
      }
    }
  }

  private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private func find(_ text: String) throws(TypesettingError) -> Int {
    guard let range = bytes[place...].firstRange(of: Array(text.utf8)) else {
      throw TypesettingError(.notSVG)
    }
    return range.lowerBound
  }

  private mutating func word() -> String {
    let start = place
    while place < bytes.count, !isSpace(bytes[place]),
      !"=/><\"'".utf8.contains(bytes[place])
    { place += 1 }
    return text(start..<place)
  }

  private mutating func skipSpace() {
    while place < bytes.count, isSpace(bytes[place]) { place += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
