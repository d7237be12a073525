/// How strongly the content of a suspect corresponds to a registered picture.
public enum CorrespondenceGrade: String, CaseIterable, Comparable, Sendable {
  /// The same photograph, edited.
  case samePhotograph = "A"
  /// A part reused, or heavily edited: the region is shown and the reviewer decides.
  case partReused = "B"
  /// The same set, floor or backdrop, but another photograph.
  case commonBackdrop = "C"
  /// No correspondence was found, which does not show that there is none.
  case none = "none"

  /// Better grades are less.
  public static func < (first: Self, second: Self) -> Bool { first.rank < second.rank }

  /// 0 for the best.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The least surprising arrangement that counts, log10 of the number of false alarms.
  static let falseAlarmsLog10 = -10.0
  static let leastSameBlocks = 8
  static let mostConflict = 0.15
  static let leastContainment = 0.6
  /// Something else over more of the middle than this, or an island anywhere, may be another product.
  static let mostOtherMiddle = 0.05
  /// A new background and bands may hide at most the rest of what the middle has to tell.
  static let leastMiddleSeen = 0.45
  /// Beyond this, and with the change in the middle, the product is another.
  static let backdropConflict = 0.3
  static let backdropCentralConflict = 0.5

  /// The grade of a region. `restsOnSharedFeatures` says that the index found nothing but features
  /// that stand in pictures of other families too.
  init(
    falseAlarmsLog10: Double, restsOnSharedFeatures: Bool, test: SamePhotographTest?
  ) {
    guard falseAlarmsLog10 < Self.falseAlarmsLog10, let test else {
      self = .none
      return
    }
    if test.same >= Self.leastSameBlocks, test.conflict <= Self.mostConflict,
      test.containment >= Self.leastContainment, !Self.mayBeAnotherProduct(test)
    {
      self = .samePhotograph
    } else if restsOnSharedFeatures
      || test.conflict > Self.backdropConflict
        && test.centralConflict > Self.backdropCentralConflict
    {
      self = .commonBackdrop
    } else {
      self = .partReused
    }
  }

  /// Whether what agrees may be the set alone: the middle, where products are, shows something else or
  /// cannot be seen.
  private static func mayBeAnotherProduct(_ test: SamePhotographTest) -> Bool {
    test.otherMiddleShare > mostOtherMiddle || test.otherIsland > 0
      || test.middleSeen < leastMiddleSeen
  }
}
