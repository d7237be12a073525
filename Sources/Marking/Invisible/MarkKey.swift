import Trust

/// A shop's secret for the invisible mark, with everything derived from it.
///
/// Making one costs some milliseconds; it may be shared by any number of threads.
public struct MarkKey: Sendable {
  /// The number of bytes of a mark secret.
  public static let secretLength = 32

  let tones: ToneMap
  let authentication: [UInt8]
  let templates: [SearchTemplate]

  /// Derives the subkeys from a secret of `secretLength` bytes (HKDF-SHA256, RFC 5869).
  public init(secret: [UInt8]) {
    precondition(secret.count == Self.secretLength)
    func subkey(_ purpose: String) -> [UInt8] {
      KeyDerivation.hkdfSHA256(
        secret: secret, salt: Array("yuantu.tones.1".utf8), info: Array(purpose.utf8), count: 32)
    }
    tones = ToneMap(key: subkey("synchronisation"))
    authentication = subkey("authentication")
    let map = tones
    templates = [false, true].map { SearchTemplate(tones: map, flipped: $0) }
  }
}
