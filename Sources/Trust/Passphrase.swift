/// What a person types to open a key or a backup.
public struct Passphrase: Sendable {
  /// The most bytes that OpenSSL's own tools take, so that they can open our keys.
  public static let mostBytes = 1023

  let secret: Secret

  /// The passphrase with the UTF-8 bytes of `text`, as typed; nil when it is empty or longer than
  /// 1023 bytes.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Passphrase.mostBytes else { return nil }
    secret = Secret(bytes)
  }
}
