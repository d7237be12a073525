import Catalogue
import Manifests
import Marking
import Matching
import Pixels
import Trust
import Wording

/// The verdict where the mark alone tells nothing: by content, with the mark looked for once more
/// where the content says it must lie.
struct ContentVerdict {
  let relation: RelationLevel
  let findings: [FindingCode]
  let evidence: ContentEvidence
  /// The copy whose mark was read with the registered picture at hand.
  let copy: CopyEntry?
  let falseMatchLog10: Double?
}

extension ContentSearch {
  /// What content says of a suspect in which no mark was found.
  func verdict(
    on picture: Raster, in shop: Shop, issued: IssuedMarks?
  ) throws -> ContentVerdict {
    let evidence = try search(picture)
    let notIndexed: [FindingCode] = evidence.notIndexed > 0 ? [.contentNotAllIndexed] : []
    guard let best = evidence.best else {
      return ContentVerdict(
        relation: .notDetected, findings: [.contentNotFound] + notIndexed, evidence: evidence,
        copy: nil, falseMatchLog10: nil)
    }
    if best.grade == .commonBackdrop {
      return ContentVerdict(
        relation: .notDetected, findings: [.contentCommonBackdrop] + notIndexed,
        evidence: evidence, copy: nil, falseMatchLog10: nil)
    }
    let content: FindingCode =
      best.grade == .samePhotograph ? .contentSamePhotograph : .contentPartReused
    let marks = try informedMarks(in: picture, best, shop: shop, issued: issued)
    let copies = try marks.compactMap { mark in
      try shop.store.copy(payload: mark.payload.bits).map { ($0, mark.falseAlarmLog10) }
    }
    .filter { $0.0.state == .issued }
    if copies.count > 1 {
      return ContentVerdict(
        relation: .conflicting, findings: [.markSeveral, content] + notIndexed,
        evidence: evidence, copy: copies[0].0, falseMatchLog10: copies[0].1)
    }
    if let (copy, falseAlarm) = copies.first {
      return ContentVerdict(
        relation: .markAndContent, findings: [.markInformed, content] + notIndexed,
        evidence: evidence, copy: copy, falseMatchLog10: falseAlarm)
    }
    let isPlain = best.grade == .samePhotograph && evidence.isPlain
    return ContentVerdict(
      relation: best.grade == .samePhotograph && !isPlain ? .contentOnly : .inconclusive,
      findings: [.markNotDetected, content] + (isPlain ? [.contentPlain] : []) + notIndexed,
      evidence: evidence, copy: nil, falseMatchLog10: evidence.falseAlarmsLog10)
  }

  /// The marks that are read with a registered picture taken out of the suspect, where the content
  /// says that it lies.
  private func informedMarks(
    in picture: Raster, _ best: ContentEvidence.Picture, shop: Shop, issued: IssuedMarks?
  ) throws -> [Detection] {
    guard let view = views.raster(best.match.sha256), let region = best.match.regions.first,
      let entry = try shop.store.picture(sha256: best.match.sha256)
    else { return [] }
    let marked = Size(width: entry.pixelWidth, height: entry.pixelHeight)
    let toMarked = region.map.then(
      Homography(WorkingPicture.map(from: view.size, to: marked)))
    guard let affine = toMarked.affine(nearMiddleOf: marked, in: picture.size) else { return [] }
    let place = affine.sharpened(from: picture, marked: marked, shown: view)
    return InformedDetector(key: shop.markKey).detect(
      in: picture, original: view, maps: [(place, marked)], issued: issued)
  }
}
