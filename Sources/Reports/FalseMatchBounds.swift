import Glibc
public import Wording

/// How often an unrelated picture would match as well: computed and measured, kept apart.
public struct FalseMatchBounds: Sendable {
  /// Decimal logarithm of the computed bound, the number of records searched already in it.
  public var computedLog10: Double
  /// Decimal logarithm of the bound that was measured, scaled to the records searched.
  public var measuredLog10: Double
  /// Unrelated pictures examined in the measurement, none of which matched.
  public var measuredPictures: Int
  /// Records a suspect was compared with in the measurement.
  public var measuredRecords: Int
  /// Records this suspect was compared with.
  public var recordsSearched: Int

  /// Bounds as they were computed and measured.
  public init(
    computedLog10: Double, measuredLog10: Double, measuredPictures: Int, measuredRecords: Int,
    recordsSearched: Int
  ) {
    self.computedLog10 = computedLog10
    self.measuredLog10 = measuredLog10
    self.measuredPictures = measuredPictures
    self.measuredRecords = measuredRecords
    self.recordsSearched = recordsSearched
  }

  /// The weaker of the two: the only one that a strength word may rest on.
  public var usedLog10: Double { max(computedLog10, measuredLog10) }

  /// The bounds in words, as natural frequencies with one figure, rounded to the cautious side.
  public var text: LocalizedText {
    let computed = Self.frequency(computedLog10)
    let measured = Self.frequency(measuredLog10)
    return LocalizedText(
      "检索了 \(recordsSearched) 条记录。若被检图与登记图无关，出现同等或更强匹配的机会："
        + "计算值（非实测）不超过每 \(computed) 张无关图中 1 张；实测 \(measuredPictures) 张无关图对 "
        + "\(measuredRecords) 条记录 0 次匹配，95% 上限 3/\(measuredPictures)，按检索条数折算约每 \(measured) 张 1 张。"
        + "强度词按两者中较弱的一个。",
      "Records searched: \(recordsSearched). If the picture is unrelated, the chance of an equal or better "
        + "match is at most 1 in \(computed) unrelated pictures (computed, not measured); measured: 0 of "
        + "\(measuredPictures) unrelated pictures against \(measuredRecords) records, 95 % bound "
        + "3/\(measuredPictures), which for this search is about 1 in \(measured). The strength word rests "
        + "on the weaker of the two.")
  }

  /// One in so many, with one significant figure, rounded down.
  private static func frequency(_ log10: Double) -> String {
    let exponent = min(300, max(0, -log10))
    let power = Int(exponent.rounded(.down))
    // The small sum takes back what the logarithm of a round number lost.
    let digit = max(1, Int(pow(10, exponent - Double(power)) + 1e-9))
    if power <= 6 {
      let zeros = String(repeating: "0", count: power)
      return "\(digit)\(zeros)"
    }
    return "\(digit)×10^\(power)"
  }
}
