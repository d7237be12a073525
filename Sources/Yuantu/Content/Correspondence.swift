import Matching
import Pixels
import Trust
import Wording

/// How a suspect lies on the recorded picture it corresponds to, for showing it.
struct Correspondence {
  /// The regions, the best first; never empty.
  let regions: [PictureMatch.Region]
  /// The recorded picture, in sRGB.
  let recorded: Raster

  /// The correspondence that `verdict` rests on: as the search by content found it, or, where a mark was
  /// enough, the place of the recorded picture in the suspect. nil when there is none, or its view is
  /// missing. `suspect` is in sRGB.
  init?(_ verdict: Verdict, suspect: Raster, _ views: ComparisonViews) {
    if let best = verdict.content?.best {
      guard !best.match.regions.isEmpty, let recorded = views.raster(best.match.sha256) else {
        return nil
      }
      self.init(regions: best.match.regions, recorded: recorded)
      return
    }
    guard verdict.relation == .markAndContent,
      let sha256 = verdict.match.flatMap({ Hexadecimal.bytes($0.picture) }),
      let reference = views.reference(sha256)
    else { return nil }
    self.init(suspect: suspect, reference)
  }

  /// The regions of `suspect` in one recorded picture, at grade A or B; nil when there is none.
  init?(suspect: Raster, _ reference: ReferencePicture) {
    guard let suspect = try? SuspectPicture(suspect) else { return nil }
    let regions = PictureComparison.regions(of: suspect, in: reference, searched: 1)
      .filter { $0.grade <= .partReused }
    if regions.isEmpty { return nil }
    self.init(regions: regions, recorded: reference.raster)
  }

  private init(regions: [PictureMatch.Region], recorded: Raster) {
    self.regions = regions
    self.recorded = recorded
  }

  /// The picture of it; nil when the map flattens.
  func picture(of suspect: Raster) -> ComparisonPicture? {
    ComparisonPicture(
      suspect: suspect, registered: recorded, map: regions[0].map,
      isMirrored: regions[0].isMirrored)
  }
}
