import Files
import Trust
import Yuantu

/// The secret from which sessions and form tokens are made, kept in the home so that a browser stays
/// signed in when the program is started again. Nothing of it reaches a browser but what is derived from it.
struct SessionKey: Sendable {
  private static let count = 32

  private let bytes: [UInt8]
  /// What the start link carries, hexadecimal: another one each time the program is started.
  let startToken: String

  /// The key in `file`, made when it is not there. With a pass code, the sessions are bound to it: another code ends
  /// all of them.
  init(file: String, passCode: String?, random: any RandomSource) throws(Problem) {
    do {
      startToken = Hexadecimal.text(try random.bytes(Self.count))
      var secret = (try? FileBytes.read(file, atMost: Self.count)) ?? []
      if secret.count != Self.count {
        secret = try random.bytes(Self.count)
        try AtomicFile.write(secret, to: file, mode: 0o600, replacing: true)
      }
      bytes = MessageAuthentication.hmacSHA256(
        key: secret, message: Array("yuantu sessions\(passCode.map { " " + $0 } ?? "")".utf8))
    } catch { throw Problem(any: error, path: file) }
  }

  /// A new session: its cookie's value.
  func session(random: any RandomSource) throws -> String {
    let id = Hexadecimal.text(try random.bytes(16))
    return id + derived("session " + id).prefix(32)
  }

  /// Whether `cookie` is a session of this key.
  func isSession(_ cookie: String) -> Bool {
    guard cookie.utf8.count == 64 else { return false }
    let id = cookie.prefix(32)
    return matches(String(cookie.dropFirst(32)), String(derived("session " + id).prefix(32)))
  }

  /// What forms of this session carry.
  func formToken(of cookie: String) -> String { derived("form " + cookie) }

  /// Compares in a time that tells nothing.
  func matches(_ given: String, _ wanted: String) -> Bool {
    ConstantTime.equal(Array(given.utf8), Array(wanted.utf8))
  }

  private func derived(_ purpose: String) -> String {
    Hexadecimal.text(
      MessageAuthentication.hmacSHA256(key: bytes, message: Array(purpose.utf8)))
  }
}
