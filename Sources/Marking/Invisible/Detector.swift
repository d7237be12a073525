import Glibc
public import Pixels

/// Looks for a shop's invisible mark in pictures, with the key alone.
public struct Detector: Sendable {
  private static let leastSide = 16
  /// How many hypotheses of geometry every stage looks at, and how many readings it decodes.
  private static let framedLimit = 6
  private static let anywhereLimit = 12
  private static let stretchedLimit = 8
  private static let decoded = 8
  private static let windowLimit = 4
  private static let partLimit = 6
  private static let decodedPerPart = 4
  /// Logarithms of width over height that are tried when nothing was found without stretching.
  private static let stretches = (1...7).flatMap { [0.02 * Double($0), -0.02 * Double($0)] }
  private static let blindFalseAlarm =
    Double(PayloadSearch.mostComparisons) * PayloadCode.falseMatchPerComparison
  /// The largest probability of a false alarm that catalogue mode accepts for a picture.
  static let catalogueFalseAlarm = 4e-10

  private let key: MarkKey

  /// Looks for marks made with `key`.
  public init(key: MarkKey) { self.key = key }

  /// The mark in `raster`, or nil when none is found. A nil does not show that there is none.
  ///
  /// `issued` is asked for only when blind decoding fails: the picture is then compared with every
  /// mark the shop has issued, which reads much weaker traces.
  public func detect(in raster: Raster, issued: () -> IssuedMarks? = { nil }) -> Detection? {
    examine(raster, issued: issued).detection
  }

  /// The same with what was measured even when nothing was found.
  public func examine(
    _ raster: Raster, issued: () -> IssuedMarks? = { nil }
  ) -> Examination {
    guard min(raster.size.width, raster.size.height) >= Self.leastSide else {
      return Examination(detection: nil, statistic: nil)
    }
    var search = PayloadSearch(key: key)
    if let found = find(in: raster, &search) {
      let detection = Detection(
        payload: found.payload, mode: .blind, falseAlarmLog10: log10(Self.blindFalseAlarm),
        geometry: geometry(of: found.payload, in: found.reading))
      return Examination(detection: detection, statistic: nil)
    }
    guard !search.readings.isEmpty, let issued = issued() else {
      return Examination(detection: nil, statistic: nil)
    }
    return compare(search.readings, with: issued)
  }

  /// The cheap and likely first: the whole picture as it is, cut off, or stretched; windows of it; a
  /// small picture in a large one, anywhere, then in parts of it.
  private func find(in raster: Raster, _ search: inout PayloadSearch) -> PayloadSearch.Found? {
    let luma = CanonicalGrid(native: raster.size).luma(of: raster)
    let pieces = SuspectParts.pieces(of: luma)
    guard pieces.isEmpty else {
      return find(in: pieces, of: luma, native: raster.size, &search) ?? search.patiently()
    }
    let coarse = SuspectView(
      SuspectSpectrum(luma: luma, native: raster.size, resolution: .coarse), range: .cropped,
      key: key)
    let geometry = coarse.search
    if let found = search.first(
      geometry.framed(aspect: 0, limit: Self.framedLimit), in: coarse, limit: Self.decoded)
      ?? search.first(
        geometry.anywhere(limit: Self.anywhereLimit), in: coarse, limit: Self.decoded)
      ?? search.firstFramed(
        geometry.framed(aspect: 0, limit: .max), in: coarse, limit: Self.decoded)
      ?? search.first(stretched(geometry), in: coarse, limit: Self.decoded)
    {
      return found
    }
    let windows = SuspectWindows(of: luma, native: raster.size, key: key)
    for index in 0..<SuspectWindows.count {
      let window = windows.view(index)
      if let found = search.first(
        window.search.anywhere(limit: index == 0 ? Self.anywhereLimit : Self.windowLimit),
        in: window, limit: index == 0 ? Self.decoded : Self.decodedPerPart)
      {
        return found
      }
    }
    let fine = SuspectView(
      SuspectSpectrum(luma: luma, native: raster.size, resolution: .fine), range: .enclosed,
      key: key)
    if let found = search.first(
      fine.search.anywhere(limit: Self.anywhereLimit), in: fine, limit: Self.decoded)
    {
      return found
    }
    let parts = SuspectParts(of: raster, key: key)
    for index in 0..<SuspectParts.count {
      let part = parts.view(index)
      if let found = search.first(
        part.search.anywhere(limit: Self.partLimit), in: part, limit: Self.decodedPerPart)
      {
        return found
      }
    }
    return search.patiently()
  }

  /// A strip, which may show many pictures: in every piece first what fills it, then what is smaller.
  private func find(
    in pieces: [Region], of luma: Plane, native: Size, _ search: inout PayloadSearch
  ) -> PayloadSearch.Found? {
    for (resolution, range, limit) in [
      (SuspectSpectrum.Resolution.coarse, GeometrySearch.Range.cropped, 3), (.fine, .enclosed, 2),
    ] {
      for piece in pieces {
        let view = SuspectParts.view(
          of: piece, luma: luma, native: native, resolution, range: range, key: key)
        if let found = search.first(
          view.search.anywhere(limit: Self.partLimit), in: view, limit: limit)
        {
          return found
        }
      }
    }
    return nil
  }

  private func geometry(of payload: MarkPayload, in reading: ToneReading) -> MarkGeometry {
    MarkGeometry(patternMap: reading.patternMap, placement: key.placement(of: payload))
  }

  private func stretched(_ search: GeometrySearch) -> [GeometrySearch.Candidate] {
    let found = Self.stretches.flatMap { search.framed(aspect: $0, limit: 1) }
    return Array(found.sorted { $0.score > $1.score }.prefix(Self.stretchedLimit))
  }

  /// Catalogue mode: the issued payload with the largest statistic over all readings, when so large
  /// a one has a probability below `Self.catalogueFalseAlarm` without a mark.
  ///
  /// The likelier a reading, the more of that probability is set aside for it. Which are likely is
  /// known from magnitudes and pilots alone, of which the phases of the data tones are independent.
  private func compare(_ readings: [ToneReading], with issued: IssuedMarks) -> Examination {
    var best: (payload: MarkPayload, statistic: Double, reading: ToneReading)?
    for (i, reading) in readings.enumerated() {
      guard let found = issued.best(received: reading.values, gains: reading.gains) else {
        continue
      }
      let statistic = Self.statistic(found.statistic, rank: i + 1)
      guard statistic > best?.statistic ?? 0 else { continue }
      best = (found.payload, statistic, reading)
    }
    guard let best else { return Examination(detection: nil, statistic: nil) }
    let falseAlarm =
      Double(issued.payloads.count) * exp(-best.statistic * best.statistic / 2)
    guard falseAlarm <= Self.catalogueFalseAlarm else {
      return Examination(detection: nil, statistic: best.statistic)
    }
    let detection = Detection(
      payload: best.payload, mode: .catalogue,
      falseAlarmLog10: log10(falseAlarm + Self.blindFalseAlarm),
      geometry: geometry(of: best.payload, in: best.reading))
    return Examination(detection: detection, statistic: best.statistic)
  }

  /// The agreement T of one payload with the reading of this rank, less what the other readings cost:
  /// in a picture without the mark the largest over all exceeds t with a probability of at most
  /// exp(-t^2 / 2), as the shares 6 / (pi rank)^2 of all ranks together are 1.
  private static func statistic(_ agreement: Double, rank: Int) -> Double {
    let share = 6 / pow(.pi * Double(rank), 2)
    return max(0, agreement * abs(agreement) + 2 * log(share)).squareRoot()
  }
}
