import Trust

/// Which original a picture was made from, as far as content shows.
public struct Pairing: Sendable, Equatable {
  /// How the original was found.
  public enum Method: String, Sendable {
    /// The picture is the original file itself.
    case identical
    /// The picture's content was found in the original's.
    case content
  }

  /// SHA-256 of the original.
  public let sha256: [UInt8]
  /// Where the original was first seen.
  public let path: String
  /// How the original was found.
  public let method: Method
  /// Correlation of fine detail, 1 for identical files.
  public let correlation: Double

  /// `sha256` in hexadecimal.
  public var sha256Text: String { Hexadecimal.text(sha256) }
}
