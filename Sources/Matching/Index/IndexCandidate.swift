/// A registered picture that a suspect may show, with what speaks for it so far.
public struct IndexCandidate: Sendable {
  /// The picture's ordinal in the index.
  public let ordinal: Int
  /// Whether the suspect had to be mirrored.
  public let isMirrored: Bool
  /// log10 of the number of false alarms among all pictures searched, by a similarity.
  public let falseAlarmsLog10: Double
  /// The same without the features that stand in pictures of other families.
  public let uniqueFalseAlarmsLog10: Double
  /// How many features agree.
  public let agreeing: Int
  /// How many of them stand in no picture of another family.
  public let uniqueAgreeing: Int
  /// Numbers of the agreeing features in the suspect, and in the registered picture.
  let pairs: [(query: Int, registered: Int)]
}
