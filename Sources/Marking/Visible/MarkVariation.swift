public import Trust

/// What makes the visible mark of every picture a little different, and the same for ever: drawn from
/// the shop's key and the picture's digest.
///
/// All copies of one picture vary alike. If they did not, the median of three of them would be the
/// picture without a mark.
public struct MarkVariation: Sendable {
  private let key: [UInt8]
  private let picture: String
  /// Whether geometry and warp vary at all; without, every picture gets the very same mark.
  let isOn: Bool
  /// Whether the mark is bent.
  let isWarped: Bool

  /// The variation of the picture whose unmarked file has this digest.
  public init(key: MarkKey, picture: Digest) {
    self.init(key: key, picture: picture, isOn: true, isWarped: true)
  }

  /// For measuring what variation and warp are good for.
  package init(key: MarkKey, picture: Digest, isOn: Bool, isWarped: Bool) {
    self.key = key.visible
    self.picture = picture.hex
    self.isOn = isOn
    self.isWarped = isWarped
  }

  /// The numbers for one purpose.
  func stream(_ purpose: String) -> KeyStream {
    KeyStream(key: key, label: "visible.1 \(purpose) \(picture) ")
  }
}

extension KeyStream {
  /// The next number in -1..<1.
  mutating func symmetric() -> Double { 2 * uniform() - 1 }
}
