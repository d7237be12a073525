import Cases

/// One copy that is to be made of a picture: for whom, and for which place if its name says so.
struct DeliveryTarget: Hashable, Sendable {
  let platform: Platform?
  /// The slot by its name; nil when the picture's shape decides, or when there is no platform.
  let slotID: String?
  /// Empty for nobody in particular.
  let recipient: String

  /// Nobody in particular.
  static let none = DeliveryTarget(platform: nil, slotID: nil, recipient: "")

  /// The folder below the output folder, with a slash at the end; empty for nobody in particular.
  var folder: String {
    ([platform?.id, recipient].compactMap { $0 }.filter { !$0.isEmpty }).map { $0 + "/" }.joined()
  }

  static func == (one: DeliveryTarget, other: DeliveryTarget) -> Bool {
    (one.platform?.id, one.slotID, one.recipient)
      == (other.platform?.id, other.slotID, other.recipient)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(platform?.id)
    hasher.combine(slotID)
    hasher.combine(recipient)
  }
}
