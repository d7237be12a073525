/// One object of a rules file: its fields are asked for by name, and what was never asked for is an
/// error.
struct JSONObject {
  private let fields: [String: JSONValue]
  let place: String

  init(_ value: JSONValue, _ place: String, fields names: Set<String>) throws(RulesProblem) {
    guard case .object(let fields) = value else { throw RulesProblem(.badValue, place) }
    self.fields = fields
    self.place = place
    if let unknown = fields.keys.filter({ !names.contains($0) }).min() {
      throw RulesProblem(.unknownField, "\(place).\(unknown)")
    }
  }

  func has(_ name: String) -> Bool { fields[name] != nil }

  func value(_ name: String) throws(RulesProblem) -> JSONValue {
    guard let value = fields[name] else { throw RulesProblem(.missing, "\(place).\(name)") }
    return value
  }

  func text(_ name: String) throws(RulesProblem) -> String {
    guard case .text(let text) = try value(name), (1...300).contains(text.count) else {
      throw RulesProblem(.badValue, "\(place).\(name)")
    }
    return text
  }

  func texts(_ name: String) throws(RulesProblem) -> [String] {
    guard has(name) else { return [] }
    var texts: [String] = []
    for item in try list(name) {
      guard case .text(let text) = item, !text.isEmpty else {
        throw RulesProblem(.badValue, "\(place).\(name)")
      }
      texts.append(text)
    }
    return texts
  }

  func list(_ name: String) throws(RulesProblem) -> [JSONValue] {
    guard case .list(let list) = try value(name) else {
      throw RulesProblem(.badValue, "\(place).\(name)")
    }
    return list
  }

  func flag(_ name: String, default value: Bool) throws(RulesProblem) -> Bool {
    guard has(name) else { return value }
    guard case .boolean(let flag) = try self.value(name) else {
      throw RulesProblem(.badValue, "\(place).\(name)")
    }
    return flag
  }

  /// A whole number of 1 to a thousand million, nil when the field is not there.
  func count(_ name: String) throws(RulesProblem) -> Int? {
    guard has(name) else { return nil }
    return try Self.count(try value(name), "\(place).\(name)")
  }

  static func count(_ value: JSONValue, _ place: String) throws(RulesProblem) -> Int {
    guard case .number(let number) = value, number >= 1, number <= 1e9,
      number == number.rounded()
    else { throw RulesProblem(.badValue, place) }
    return Int(number)
  }

  /// A share above 0 and up to 1.
  func share(_ name: String) throws(RulesProblem) -> Double {
    guard case .number(let number) = try value(name), number > 0, number <= 1 else {
      throw RulesProblem(.badValue, "\(place).\(name)")
    }
    return number
  }

  func choice<Choice: RawRepresentable>(
    _ name: String, as type: Choice.Type
  ) throws(RulesProblem) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text(name)) else {
      throw RulesProblem(.badValue, "\(place).\(name)")
    }
    return choice
  }
}
