import CPQ

/// Where a catalogue on a PostgreSQL server is: a connection URI as libpq reads it,
/// `postgresql://user@host:port/database?parameter=value`
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
public struct PostgreSQLAddress: Sendable, Hashable, CustomStringConvertible {
  /// The longest address that is read, bytes.
  static let mostBytes = 4096
  private static let schemes = ["postgresql://", "postgres://"]

  /// The URI without its passwords: what may be written down and shown.
  public let description: String
  /// Whether the URI holds a password, which then must not be written down or shown.
  public var hasPassword: Bool { !secrets.isEmpty }

  /// The URI as it was given.
  let uri: String
  /// The passwords in it, as they are.
  private let secrets: [String]

  /// Whether `text` means to be such an address, right or not.
  public static func isMeant(by text: String) -> Bool {
    schemes.contains { text.hasPrefix($0) }
  }

  /// Reads an address; `badAddress` when libpq cannot, whose own words are kept back because they may
  /// quote a password.
  public init(_ text: String) throws(CatalogueError) {
    guard Self.isMeant(by: text), text.utf8.count <= Self.mostBytes, !text.utf8.contains(0),
      let secrets = Self.secrets(in: text)
    else { throw CatalogueError(.badAddress, "not a postgresql:// address") }
    let shown = secrets.isEmpty ? text : Self.withoutSecrets(text)
    guard Self.secrets(in: shown)?.isEmpty == true else {
      throw CatalogueError(.badAddress, "an address whose password cannot be told from the rest")
    }
    uri = text
    self.secrets = secrets
    description = shown
  }

  /// `text`, which a library made, without any of the passwords.
  func masked(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
    }
  }

  /// The values libpq would keep from being shown; nil when it cannot read the URI.
  private static func secrets(in uri: String) -> [String]? {
    var message: UnsafeMutablePointer<CChar>?
    defer { PQfreemem(message) }
    guard let options = PQconninfoParse(uri, &message) else { return nil }
    defer { PQconninfoFree(options) }
    var secrets: [String] = []
    var option = options
    while option.pointee.keyword != nil {
      if let value = option.pointee.val, value.pointee != 0,
        let kind = option.pointee.dispchar, kind.pointee == CChar(bitPattern: UInt8(ascii: "*"))
      {
        secrets.append(String(cString: value))
      }
      option += 1
    }
    return secrets
  }

  /// The URI without the password before its host and without parameters named after one. That nothing
  /// is left is for libpq to say.
  private static func withoutSecrets(_ uri: String) -> String {
    let (head, query) = halves(of: uri, at: "?")
    let scheme = schemes.first { head.hasPrefix($0) } ?? ""
    let start = head.index(head.startIndex, offsetBy: scheme.count)
    let place = head[start...].firstIndex { $0 == "@" || $0 == "/" } ?? head.endIndex
    var result = head
    if place < head.endIndex, head[place] == "@",
      let colon = head[start..<place].firstIndex(of: ":")
    {
      result = String(head[..<colon] + head[place...])
    }
    let kept = (query ?? "").split(separator: "&").filter {
      !isSecret(percentDecoded(halves(of: String($0), at: "=").0))
    }
    return kept.isEmpty ? result : "\(result)?\(kept.joined(separator: "&"))"
  }

  private static func isSecret(_ name: String) -> Bool {
    name.contains("password") || name.contains("secret")
  }

  private static func halves(of text: String, at mark: Character) -> (String, String?) {
    guard let place = text.firstIndex(of: mark) else { return (text, nil) }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
