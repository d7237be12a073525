import FoundationEssentials

/// Small answers for the pages' script.
enum JSONText {
  static func object(_ fields: [String: String]) -> [UInt8] { encoded(fields) }

  static func encoded(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(value)).map { Array($0) } ?? []
  }
}
