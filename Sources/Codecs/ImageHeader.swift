public import Pixels

/// What a file's header says.
public struct ImageHeader: Sendable, Hashable {
  /// The format, by content.
  public let format: ImageFormat
  /// Columns and rows of the picture as it is shown, that is after its orientation is applied.
  public let size: Size
}
