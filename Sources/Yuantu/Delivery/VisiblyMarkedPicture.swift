import Codecs
import Marking
import Pixels
import Trust

/// A picture as it is to be seen, before its invisible mark: in the size of its slot, with the visible
/// mark where one is put on.
struct VisiblyMarkedPicture {
  /// The file's facts with these pixels.
  let image: SourceImage
  /// How well the visible mark can be read afterwards; nil without one.
  let legibility: Legibility?
  /// What there is to know about it.
  let findings: [FindingCode]
  /// What was done to it.
  let changes: [Change]

  /// An action in the words of C2PA 2.2, 18.15.4.
  enum Change: String {
    /// Scaled down.
    case resized = "c2pa.resized"
    /// Given a visible mark.
    case visiblyMarked = "c2pa.edited"
  }

  /// Scales `source` down and puts the visible mark of `plan` on. `digest` is that of the source's
  /// file: all its copies get the mark in the same form.
  static func make(
    _ source: SourceImage, digest: Digest, plan: DeliveryPlan, key: MarkKey
  ) throws -> VisiblyMarkedPicture {
    let sized =
      plan.size == source.raster.size
      ? source.raster : Resampler(from: source.raster.size, to: plan.size)(source.raster)
    let changes: [Change] = plan.size == source.raster.size ? [] : [.resized]
    guard let mark = plan.visibleMark else {
      return VisiblyMarkedPicture(
        image: source.replacing(sized), legibility: nil, findings: plan.findings,
        changes: changes)
    }
    let (marked, legibility, isRaised) = try legible(
      mark, on: sized, variation: MarkVariation(key: key, picture: digest))
    var findings = plan.findings
    if !legibility.isLegible {
      findings.append(.visibleIllegible)
    } else if isRaised {
      findings.append(.visibleRaised)
    }
    if marked.isLogoEnlarged { findings.append(.logoEnlarged) }
    return VisiblyMarkedPicture(
      image: source.replacing(marked.raster), legibility: legibility, findings: findings,
      changes: changes + [.visiblyMarked])
  }

  /// How much stronger than the template says a mark may be made for the sake of one picture.
  private static let strengths = [1.35, 1.8]

  /// The mark at the least strength at which the mark can be read; the template's own where none can.
  private static func legible(
    _ mark: VisibleMark, on raster: Raster, variation: MarkVariation
  ) throws -> (marked: VisiblyMarkedRaster, legibility: Legibility, isRaised: Bool) {
    func drawn(
      _ strength: Double
    ) throws -> (marked: VisiblyMarkedRaster, legibility: Legibility) {
      var stronger = mark
      stronger.opacity = min(1, mark.opacity * strength)
      let marked = try VisibleMarker(stronger).apply(to: raster, variation: variation)
      return (marked, try PlatformPass.legibility(of: marked, unmarked: raster, mark: mark))
    }
    let own = try drawn(1)
    if own.legibility.isLegible { return (own.marked, own.legibility, false) }
    for strength in strengths {
      let raised = try drawn(strength)
      if raised.legibility.isLegible { return (raised.marked, raised.legibility, true) }
    }
    return (own.marked, own.legibility, false)
  }
}
