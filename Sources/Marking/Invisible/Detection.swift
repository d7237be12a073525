/// A mark that was read: its payload, how sure that is, and how the picture was changed.
public struct Detection: Sendable {
  /// How the payload was found.
  public enum Mode: String, Sendable {
    /// From the key alone.
    case blind
    /// By comparison with every payload the shop has issued.
    case catalogue
    /// With the picture as it was before it was marked.
    case informed
  }

  /// The 64 bits.
  public let payload: MarkPayload
  /// How the payload was found.
  public let mode: Mode
  /// The decimal logarithm of an upper bound on the probability that a picture without this shop's
  /// mark gives any payload as surely as this one, whatever the picture: all comparisons the
  /// detector may make together, blind ones 2^-40 each by the authentication code, those with
  /// issued payloads exp(-T^2 / 2) each by the key's random phases.
  public let falseAlarmLog10: Double
  /// Where the suspect's content was in the marked picture.
  public let geometry: MarkGeometry
}
