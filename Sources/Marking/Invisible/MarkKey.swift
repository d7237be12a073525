import Trust

/// A shop's secret for its marks, with everything derived from it.
///
/// Making one costs some milliseconds; it may be shared by any number of threads.
public struct MarkKey: Sendable {
  /// The number of bytes of a mark secret.
  public static let secretLength = 32

  let tones: ToneMap
  let placements: [MarkPlacement]
  let authentication: [UInt8]
  /// The key from which the visible mark's variation follows.
  let visible: [UInt8]
  private let pictures: [UInt8]
  let templates: [SearchTemplate]

  /// Derives the subkeys from a secret of `secretLength` bytes (HKDF-SHA256, RFC 5869).
  public init(secret: [UInt8]) {
    precondition(secret.count == Self.secretLength)
    func subkey(_ purpose: String) -> [UInt8] {
      KeyDerivation.hkdfSHA256(
        secret: secret, salt: Array("yuantu.tones.1".utf8), info: Array(purpose.utf8), count: 32)
    }
    let synchronisation = subkey("synchronisation")
    tones = ToneMap(key: synchronisation)
    placements = MarkPlacement.all(of: tones, key: synchronisation)
    authentication = subkey("authentication")
    visible = subkey("visible")
    pictures = subkey("pictures")
    let map = tones
    templates = [false, true].map { SearchTemplate(tones: map, flipped: $0) }
  }

  /// The key of the layer that the copies carrying `payload` have for themselves; it may be disclosed.
  public func pictureKey(of payload: MarkPayload) -> PictureKey {
    PictureKey(of: payload, subkey: pictures)
  }

  /// How the mark of `payload` lies on a picture.
  func placement(of payload: MarkPayload) -> MarkPlacement {
    placements[MarkPlacement.index(of: payload, key: authentication)]
  }
}
