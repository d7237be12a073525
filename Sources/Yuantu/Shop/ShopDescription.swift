import FoundationEssentials
import Wording

/// What a home says about its shop in the clear: `shop.json`.
struct ShopDescription: Codable, Equatable {
  private static let currentVersion = 1
  private static let longestName = 64
  private static let mostGenerations = 1000

  let version: Int
  let name: String
  /// Milliseconds since 1970.
  let createdAt: Int64
  /// Whether keys and mark secret are locked with a passphrase.
  let hasPassphrase: Bool
  /// Which signing key is in use, from 1; absent while it is the first.
  private var key: Int?
  /// Which root is in use, from 1; absent while it is the first.
  private var root: Int?
  /// The address of the catalogue's server, without a password; absent while it is in the home.
  private var catalogue: String?

  var keyGeneration: Int { key ?? 1 }
  var rootGeneration: Int { root ?? 1 }

  /// The same shop with another key in use, and perhaps another root.
  func using(key: Int, root: Int) -> ShopDescription {
    var description = self
    description.key = key
    description.root = root
    return description
  }

  /// Where the catalogue is.
  var cataloguePlace: CataloguePlace {
    get throws(Problem) {
      try catalogue.map { (text) throws(Problem) in try CataloguePlace(text) } ?? .home
    }
  }

  /// The same shop with its catalogue elsewhere.
  func using(catalogue place: CataloguePlace) -> ShopDescription {
    var description = self
    description.catalogue = place == .home ? nil : place.shown
    return description
  }

  init(name: String, createdAt: Int64, hasPassphrase: Bool) throws(Problem) {
    version = Self.currentVersion
    self.name = try Self.checked(name)
    self.createdAt = createdAt
    self.hasPassphrase = hasPassphrase
  }

  /// A shop's name: 1 to 64 characters on one line, without emoji or characters that change the
  /// direction of writing, so that it reads the same on every certificate and report.
  private static func checked(_ name: String) throws(Problem) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        false
      default: !(scalar.properties.isEmoji && !scalar.isASCII)
      }
    }
    let trimmed = String(
      name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= longestName, isPlain else {
      throw Problem(
        code: "shop.badName",
        text: LocalizedText(
          "店铺名须为 1 到 64 个字符，不含表情符号和控制字符；什么都没有写入。",
          "A shop's name has 1 to 64 characters, without emoji or control characters; nothing was "
            + "written."))
    }
    return trimmed
  }

  func encoded() throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do { return Array(try encoder.encode(self)) } catch {
      throw Self.unreadable(path: nil, "\(error)")
    }
  }

  static func parse(_ bytes: [UInt8], path: String) throws(Problem) -> ShopDescription {
    let description: ShopDescription
    do {
      description = try JSONDecoder().decode(ShopDescription.self, from: Data(bytes))
    } catch {
      throw unreadable(path: path, "shop.json")
    }
    guard description.version == currentVersion else {
      throw unreadable(path: path, "version \(description.version)")
    }
    let generations = 1...mostGenerations
    guard generations.contains(description.keyGeneration),
      generations.contains(description.rootGeneration)
    else { throw unreadable(path: path, "key or root") }
    return description
  }

  private static func unreadable(path: String?, _ detail: String) -> Problem {
    Problem(
      code: "shop.unreadable", path: path,
      text: LocalizedText(
        "店铺文件损坏或由更新版本写成；请用备份恢复，或升级本工具。",
        "The shop's files are damaged or from a newer version; restore the backup or update."),
      detail: detail)
  }
}
