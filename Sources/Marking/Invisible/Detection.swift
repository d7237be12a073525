/// A mark that was read: its payload, how sure that is, and how the picture was changed.
public struct Detection: Sendable {
  /// How the payload was found.
  public enum Mode: String, Sendable {
    /// From the key alone.
    case blind
  }

  /// The 64 bits.
  public let payload: MarkPayload
  /// How the payload was found.
  public let mode: Mode
  /// The decimal logarithm of an upper bound on the probability that a picture without this shop's
  /// mark gives any payload at all: every comparison the detector may make, each 2^-40 by the
  /// authentication code alone, whatever the picture.
  public let falseAlarmLog10: Double
  /// Where the suspect's content was in the marked picture.
  public let geometry: MarkGeometry
}
