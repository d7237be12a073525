import Glibc
public import Pixels

/// Looks for a shop's marks in a suspect that shows a picture at hand: with the picture's own detail
/// taken out, much weaker traces are read, and several marks in one picture are told apart, as when
/// copies given to several recipients were averaged.
public struct InformedDetector: Sendable {
  private static let comparisons =
    Double(MarkPlacement.count * PayloadCode.Effort.quick.comparisons)

  private let key: MarkKey

  /// Looks for marks made with `key`.
  public init(key: MarkKey) { self.key = key }

  /// The marks in `raster`, each payload once, the surest first; empty when none is found.
  ///
  /// `original` is the picture before it was marked. `maps` say how the suspect's pixels lie in the
  /// marked picture; without any, the whole picture is taken to be shown, turned by quarters or
  /// mirrored as may be. `issued` are the marks to compare with.
  public func detect(
    in raster: Raster, original: Raster, maps: [(map: AffineMap, marked: Size)] = [],
    issued: IssuedMarks? = nil
  ) -> [Detection] {
    let framings =
      maps.isEmpty
      ? Framing.all(of: raster.size) : maps.map { Framing(map: $0.map, marked: $0.marked) }
    for framing in framings {
      let readings = readings(in: raster, framing, original)
      let found =
        decoded(readings, among: framings.count)
        + (issued.map { compared(readings, with: $0, among: framings.count) } ?? [])
      if !found.isEmpty { return Self.unique(found) }
    }
    return []
  }

  /// One for each placement of the key.
  private func readings(
    in raster: Raster, _ framing: Framing, _ original: Raster
  ) -> [ToneReading] {
    let view = InformedView(
      of: raster, map: framing.map, marked: framing.marked, original: original)
    return key.placements.flatMap { placement in
      let map = view.toMarked.then(placement.toPattern)
      return ToneReading.readings(
        of: view.spectrum, under: map.transposedLinearPart, tones: key.tones,
        near: (-map.tx, -map.ty))
    }
  }

  private func decoded(_ readings: [ToneReading], among framings: Int) -> [Detection] {
    let falseAlarm =
      Double(framings) * Self.comparisons * PayloadCode.falseMatchPerComparison
    return readings.compactMap { reading in
      PayloadCode(key: key).decode(received: reading.values, gains: reading.gains, effort: .quick)
        .map {
          detection($0, reading, falseAlarm)
        }
    }
  }

  private func compared(
    _ readings: [ToneReading], with issued: IssuedMarks, among framings: Int
  ) -> [Detection] {
    let comparisons = Double(issued.payloads.count * framings * MarkPlacement.count)
    return readings.compactMap { reading in
      guard let best = issued.best(received: reading.values, gains: reading.gains) else {
        return nil
      }
      let falseAlarm = comparisons * exp(-best.statistic * best.statistic / 2)
      return falseAlarm < Detector.catalogueFalseAlarm
        ? detection(best.payload, reading, falseAlarm) : nil
    }
  }

  private func detection(
    _ payload: MarkPayload, _ reading: ToneReading, _ falseAlarm: Double
  ) -> Detection {
    Detection(
      payload: payload, mode: .informed, falseAlarmLog10: log10(falseAlarm),
      geometry: MarkGeometry(
        patternMap: reading.patternMap, placement: key.placement(of: payload)))
  }

  private static func unique(_ found: [Detection]) -> [Detection] {
    var seen: Set<MarkPayload> = []
    return found.sorted { $0.falseAlarmLog10 < $1.falseAlarmLog10 }
      .filter { seen.insert($0.payload).inserted }
  }
}
