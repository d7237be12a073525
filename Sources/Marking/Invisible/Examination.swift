/// What a detector measured in a picture.
public struct Examination: Sendable {
  /// The mark that was found, if any.
  public let detection: Detection?
  /// The largest agreement of any issued payload with any reading, in deviations of what a picture
  /// without a mark gives, less what the number of readings costs; nil when nothing was compared.
  public let statistic: Double?
}
