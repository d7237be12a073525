/// Why a picture does not go into a slot.
public struct SlotRefusal: Error, Hashable, Sendable {
  /// The stable reasons.
  public enum Code: String, CaseIterable, Sendable {
    /// Smaller than the slot asks for: it would have to be enlarged.
    case tooSmall
    /// Of another ratio of width to height: it would have to be cropped.
    case wrongRatio
    /// Higher than the slot takes: it would have to be cut into pieces.
    case tooHigh
    /// No slot of the platform takes a picture of this shape.
    case noSlot
  }

  /// The reason.
  public let code: Code
  /// The slot; nil when none fits.
  public let slot: Slot?
  /// What the picture has and what is asked for, for example `300 x 300 < 800`.
  public let detail: String
}
