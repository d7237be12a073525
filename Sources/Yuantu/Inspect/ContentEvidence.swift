public import Matching

/// What the comparison of a suspect's content with the registered pictures gave.
public struct ContentEvidence: Sendable {
  /// A registered picture.
  public struct Picture: Sendable {
    /// SHA-256 of its file, hexadecimal.
    public let sha256: String
    /// Where its file was seen.
    public let path: String
    /// The best grade of its regions.
    public let grade: CorrespondenceGrade
    /// How it was compared.
    public let match: PictureMatch
  }

  /// The registered picture that corresponds best, at grade A, B or C; nil when none does.
  public let best: Picture?
  /// Others that correspond at grade A or B: several pictures in one suspect, or a family.
  public let others: [Picture]
  /// The likeliest registered picture that is no match: what a mistake would look like.
  public let lookAlike: Picture?
  /// SHA-256 of the pictures of the best one's family, hexadecimal; empty when it has none.
  public let family: [String]
  /// How many registered pictures were searched.
  public let searched: Int
  /// How many registered pictures are not in the index yet.
  public let notIndexed: Int

  /// The least log10 number of false alarms that is printed: beyond, the model is not to be trusted.
  public static let leastPrintedLog10 = -30.0

  /// log10 of the number of false alarms of the best picture's best region, no less than is printed.
  public var falseAlarmsLog10: Double? {
    best?.match.falseAlarmsLog10.map { max($0, Self.leastPrintedLog10) }
  }

  /// Whether there is too little texture in what agrees to tell a photograph from a plain shot of the
  /// same product.
  public var isPlain: Bool {
    guard let test = best?.match.regions.first?.test else { return true }
    return test.same < Self.leastTelling
  }

  /// Agreeing blocks of 24 pixels that a telling picture has at least.
  private static let leastTelling = 12
}
