/// Why a picture could not be marked.
public struct MarkingError: Error, Hashable, Sendable {
  /// What kind of reason; stable.
  public enum Code: String, CaseIterable, Sendable {
    /// Too few pixels to carry a mark that anything survives.
    case pictureTooSmall
    /// So long and thin that its short side cannot carry the pattern.
    case pictureTooNarrow
    /// No mark of any strength keeps the quality floor.
    case noRoomForMark
    /// Pure white, which was to stay as it is, leaves too little of the picture.
    case whiteLeavesNoRoom
  }

  /// What kind of reason.
  public let code: Code
  /// Sizes and limits, for a log.
  public let detail: String

  /// An error of this kind.
  public init(code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }
}
