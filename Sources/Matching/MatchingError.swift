import CVision

/// Matching could not do what was asked.
public struct MatchingError: Error, Hashable, Sendable {
  /// What went wrong; stable.
  public enum Code: String, CaseIterable, Sendable {
    /// A picture is larger than the feature extractor takes.
    case pictureTooLarge
    /// There was not enough memory.
    case outOfMemory
    /// The vision library refused.
    case visionFailed
    /// A file of the index is damaged or is something else.
    case indexDamaged
    /// The index was made with another codebook or extractor.
    case indexOfOtherVersion
    /// The index could not be read or written.
    case indexInaccessible
    /// The index already holds as many pictures as it can.
    case indexFull
    /// There are too few features to train a codebook with.
    case tooFewFeatures
  }

  /// What went wrong.
  public let code: Code
  /// Technical detail for a log, in English.
  public let detail: String

  /// An error with its technical detail.
  public init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  init(status: Int32) {
    self.init(
      status == YV_OUT_OF_MEMORY.rawValue ? .outOfMemory : .visionFailed, "status \(status)")
  }
}
