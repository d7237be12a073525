import Codecs
import Wording

extension Platform {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(value, place, fields: ["id", "names", "aliases", "slots"])
    let id = try Self.identifier(object)
    var slots: [Slot] = []
    for (index, value) in try object.list("slots").enumerated() {
      let slot = try Slot(value, "\(place) \(id).slots[\(index)]")
      if slots.contains(where: { $0.id == slot.id }) {
        throw RulesProblem(.duplicate, "\(place) \(id).slots[\(index)] \(slot.id)")
      }
      slots.append(slot)
    }
    guard !slots.isEmpty else { throw RulesProblem(.missing, "\(place) \(id).slots") }
    self.init(
      id: id, name: try LocalizedText(object), aliases: try object.texts("aliases"), slots: slots)
  }

  /// Identifiers become names of folders.
  static func identifier(_ object: JSONObject) throws(RulesProblem) -> String {
    let id = try object.text("id")
    let isPlain = id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard isPlain, id.count <= 40 else { throw RulesProblem(.badValue, "\(object.place).id") }
    return id
  }
}

extension LocalizedText {
  init(_ object: JSONObject, field: String = "names") throws(RulesProblem) {
    let names = try JSONObject(
      try object.value(field), "\(object.place).\(field)", fields: ["zh-Hans", "en"])
    self.init(try names.text("zh-Hans"), try names.text("en"))
  }
}

extension RuleSource {
  static let fields: Set<String> = ["grade", "asOf", "source"]

  init(_ object: JSONObject) throws(RulesProblem) {
    grade = try object.choice("grade", as: Grade.self)
    asOf = try object.text("asOf")
    reference = try object.text("source")
    let parts = asOf.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard asOf.utf8.count == 10, parts.count == 3, let month = parts[1], let day = parts[2],
      parts[0] != nil, (1...12).contains(month), (1...31).contains(day)
    else { throw RulesProblem(.badValue, "\(object.place).asOf") }
  }
}

extension Slot {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place,
      fields: [
        "id", "names", "files", "folders", "chosenByShape", "shape", "bytes", "formats",
        "visibleMark",
      ])
    id = try Platform.identifier(object)
    let place = "\(place) \(id)"
    name = try LocalizedText(object)
    fileWords = try object.texts("files").map { $0.lowercased() }
    folders = try object.texts("folders").map { $0.lowercased() }
    isChosenByShape = try object.flag("chosenByShape", default: true)
    shape = try Shape(try object.value("shape"), "\(place).shape")
    bytes =
      object.has("bytes") ? try ByteRange(try object.value("bytes"), "\(place).bytes") : nil
    formats = try Formats(try object.value("formats"), "\(place).formats")
    visibleMark = try VisibleMarkRule(try object.value("visibleMark"), "\(place).visibleMark")
  }
}

extension Slot.Shape {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place,
      fields: RuleSource.fields.union([
        "ratio", "minimumWidth", "maximumWidth", "maximumHeight", "width", "minimumLongSide",
        "maximumLongSide",
      ]))
    ratio =
      object.has("ratio") ? try Slot.Ratio(try object.list("ratio"), "\(place).ratio") : nil
    minimumWidth = try object.count("minimumWidth")
    maximumWidth = try object.count("maximumWidth")
    maximumHeight = try object.count("maximumHeight")
    width = try object.count("width")
    minimumLongSide = try object.count("minimumLongSide")
    maximumLongSide = try object.count("maximumLongSide")
    source = try RuleSource(object)
    let least = minimumWidth ?? 1
    guard least <= min(width ?? least, maximumWidth ?? least),
      width ?? 1 <= maximumWidth ?? .max, minimumLongSide ?? 1 <= maximumLongSide ?? .max
    else { throw RulesProblem(.badValue, "\(place).minimumWidth") }
  }
}

extension Slot.Ratio {
  init(_ list: [JSONValue], _ place: String) throws(RulesProblem) {
    guard list.count == 2 else { throw RulesProblem(.badValue, place) }
    width = try JSONObject.count(list[0], place)
    height = try JSONObject.count(list[1], place)
    guard max(width, height) <= 10_000 else { throw RulesProblem(.badValue, place) }
  }
}

extension Slot.ByteRange {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place, fields: RuleSource.fields.union(["minimum", "maximum"]))
    minimum = try object.count("minimum")
    maximum = try object.count("maximum")
    source = try RuleSource(object)
    guard minimum ?? 1 < maximum ?? .max else {
      throw RulesProblem(.badValue, "\(place).minimum")
    }
  }
}

extension Slot.Formats {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(value, place, fields: RuleSource.fields.union(["allowed"]))
    let names = try object.texts("allowed")
    allowed = names.compactMap { ImageFormat(rawValue: $0) }.filter(\.canEncode)
    source = try RuleSource(object)
    guard !allowed.isEmpty, allowed.count == names.count else {
      throw RulesProblem(.badValue, "\(place).allowed")
    }
  }
}

extension Slot.VisibleMarkRule {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place, fields: RuleSource.fields.union(["allowed", "box"]))
    permission = try object.choice("allowed", as: Permission.self)
    source = try RuleSource(object)
    guard (permission == .limited) == object.has("box") else {
      throw RulesProblem(object.has("box") ? .badValue : .missing, "\(place).box")
    }
    box = object.has("box") ? try Slot.Box(try object.value("box"), "\(place).box") : nil
  }
}

extension Slot.Box {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(value, place, fields: ["corner", "width", "height"])
    corner = try object.choice("corner", as: Slot.Corner.self)
    width = try object.share("width")
    height = try object.share("height")
  }
}
