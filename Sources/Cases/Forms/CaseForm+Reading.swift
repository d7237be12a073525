import Codecs
import Wording

extension CaseForm {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place,
      fields: [
        "platform", "kind", "names", "where", "reportLanguage", "uploads", "files", "attempts",
        "setPictures", "text", "deadlines", "notes",
      ])
    platform = try object.text("platform")
    kind = try object.choice("kind", as: CaseKind.self)
    let place = "\(place) \(platform) \(kind.rawValue)"
    name = try LocalizedText(object)
    self.place = try LocalizedText(object, field: "where")
    reportLanguage = try object.choice("reportLanguage", as: Language.self)
    uploads = try Uploads(try object.value("uploads"), "\(place).uploads")
    files = object.has("files") ? try Count(try object.value("files"), "\(place).files") : nil
    attempts =
      object.has("attempts") ? try Count(try object.value("attempts"), "\(place).attempts") : nil
    let sets = try JSONObject(
      try object.value("setPictures"), "\(place).setPictures",
      fields: RuleSource.fields.union(["minimum"]))
    setPictures = SetPictures(
      minimum: try sets.count("minimum") ?? 1, source: try RuleSource(sets))
    text = object.has("text") ? try Text(try object.value("text"), "\(place).text") : nil
    deadlines = try Self.items(object, "deadlines") { object throws(RulesProblem) in
      guard let hours = try object.count("hours") else {
        throw RulesProblem(.missing, "\(object.place).hours")
      }
      return Deadline(
        hours: hours, words: try LocalizedText(object, field: "words"),
        source: try RuleSource(object))
    }
    notes = try Self.items(object, "notes") { object throws(RulesProblem) in
      guard !object.has("hours") else {
        throw RulesProblem(.unknownField, "\(object.place).hours")
      }
      return Note(
        words: try LocalizedText(object, field: "words"), source: try RuleSource(object))
    }
  }

  private static func items<Item>(
    _ object: JSONObject, _ name: String, read: (JSONObject) throws(RulesProblem) -> Item
  ) throws(RulesProblem) -> [Item] {
    var items: [Item] = []
    for (index, value) in try object.list(name).enumerated() {
      items.append(
        try read(
          try JSONObject(
            value, "\(object.place).\(name)[\(index)]",
            fields: RuleSource.fields.union(["hours", "words"]))))
    }
    return items
  }
}

extension CaseForm.Uploads {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place,
      fields: RuleSource.fields.union(["formats", "minimumBytes", "maximumBytes"]))
    let names = try object.texts("formats")
    formats = names.compactMap { ImageFormat(rawValue: $0) }.filter(\.canEncode)
    minimumBytes = try object.count("minimumBytes")
    maximumBytes = try object.count("maximumBytes")
    source = try RuleSource(object)
    guard !formats.isEmpty, formats.count == names.count else {
      throw RulesProblem(.badValue, "\(place).formats")
    }
    guard minimumBytes ?? 1 < maximumBytes ?? .max else {
      throw RulesProblem(.badValue, "\(place).minimumBytes")
    }
  }
}

extension CaseForm.Count {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place, fields: RuleSource.fields.union(["maximum", "oneByOne"]))
    guard let maximum = try object.count("maximum") else {
      throw RulesProblem(.missing, "\(place).maximum")
    }
    self.maximum = maximum
    isOneByOne = try object.flag("oneByOne", default: false)
    source = try RuleSource(object)
  }
}

extension CaseForm.Text {
  init(_ value: JSONValue, _ place: String) throws(RulesProblem) {
    let object = try JSONObject(
      value, place, fields: RuleSource.fields.union(["characters"]))
    guard let characters = try object.count("characters") else {
      throw RulesProblem(.missing, "\(place).characters")
    }
    self.characters = characters
    source = try RuleSource(object)
  }
}
