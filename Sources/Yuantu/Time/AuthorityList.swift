import FoundationEssentials
import Network
public import Trust
import Wording

/// Who a shop asks for time stamps, and whose stamps it trusts: `authorities.json`. An authority that is
/// not asked any more stays in it, for the tokens it gave.
public struct AuthorityList: Sendable {
  /// One authority.
  public struct Entry: Codable, Hashable, Sendable {
    /// Its URL; for imported tokens a name.
    public let url: String
    /// The roots its certificates lead to, PEM.
    let anchors: String
    /// The policies whose tokens are taken, dotted; empty for any.
    public let policies: [String]
    /// Whether it is asked for new stamps.
    public var isAsked: Bool
  }

  private struct File: Codable {
    let version: Int
    let authorities: [Entry]
  }

  private static let version = 1

  /// The authorities in the order they are asked.
  public private(set) var entries: [Entry]

  static func read(_ home: ShopHome) throws -> AuthorityList {
    guard let bytes = try home.readIfPresent(home.authorities) else {
      return AuthorityList(entries: [])
    }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)),
      file.version == version
    else { throw Problem.unreadableAuthorities(home.authorities) }
    let list = AuthorityList(entries: file.authorities)
    for entry in list.entries where !entry.anchors.isEmpty {
      _ = try Certificate.all(inPEM: Array(entry.anchors.utf8))
    }
    return list
  }

  func write(_ home: ShopHome) throws(Problem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = File(version: Self.version, authorities: entries)
    guard let data = try? encoder.encode(file) else {
      throw Problem.unreadableAuthorities(home.authorities)
    }
    try home.write(Array(data), to: home.authorities, replacing: true)
  }

  /// Adds an authority, or changes the one of that URL; its earlier roots are kept.
  mutating func add(
    _ url: String, anchors: [Certificate], policies: [String], isAsked: Bool
  ) throws(TrustError) {
    let index = entries.firstIndex { $0.url == url }
    let known = index.map { Self.certificates(entries[$0]) } ?? []
    var pem: [UInt8] = []
    for anchor in known + anchors.filter({ !known.contains($0) }) { pem += try anchor.pem() }
    let entry = Entry(
      url: url, anchors: String(decoding: pem, as: UTF8.self), policies: policies,
      isAsked: isAsked || index.map { entries[$0].isAsked } ?? false)
    if let index { entries[index] = entry } else { entries.append(entry) }
  }

  /// Stops asking an authority; false when there is none of that URL that is asked.
  mutating func remove(_ url: String) -> Bool {
    guard let index = entries.firstIndex(where: { $0.url == url && $0.isAsked }) else {
      return false
    }
    entries[index].isAsked = false
    return true
  }

  /// The roots of all of them.
  public var anchors: [Certificate] { entries.flatMap(Self.certificates) }

  /// Those that are asked, reached over the network.
  public var asked: [TrustedAuthority] {
    entries.filter(\.isAsked).compactMap { entry in
      HTTPTimestampAuthority(url: entry.url).map {
        TrustedAuthority($0, anchors: Self.certificates(entry), policies: entry.policies)
      }
    }
  }

  private static func certificates(_ entry: Entry) -> [Certificate] {
    (try? Certificate.all(inPEM: Array(entry.anchors.utf8))) ?? []
  }
}

extension Problem {
  fileprivate static func unreadableAuthorities(_ path: String) -> Problem {
    Problem(
      code: "stamp.authoritiesUnreadable", path: path,
      text: LocalizedText(
        "时间戳服务的设置文件损坏或由更新版本写成；请修复或删除后重新添加。",
        "The file of time-stamp authorities is damaged or from a newer version; mend it, or delete it "
          + "and add them again."))
  }
}
