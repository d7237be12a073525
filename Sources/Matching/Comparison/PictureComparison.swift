import Pixels

/// Two pictures compared with each other, without an index: features propose regions, pixels decide.
public enum PictureComparison {
  /// The regions of `suspect` that `reference` shows, the best first, upright and mirrored; empty when none
  /// holds. `searched` is how many pictures the numbers of false alarms count with.
  public static func regions(
    of suspect: SuspectPicture, in reference: ReferencePicture, searched: Int
  ) -> [PictureMatch.Region] {
    [false, true].flatMap {
      regions(
        of: suspect, in: reference, mirrored: $0, searched: searched, restsOnSharedFeatures: false)
    }
    .sorted { ($0.grade, $0.falseAlarmsLog10) < ($1.grade, $1.falseAlarmsLog10) }
  }

  /// Those of one orientation. `restsOnSharedFeatures` as for a grade.
  static func regions(
    of suspect: SuspectPicture, in reference: ReferencePicture, mirrored: Bool, searched: Int,
    restsOnSharedFeatures: Bool
  ) -> [PictureMatch.Region] {
    let found = Registration.regions(
      of: suspect.features, in: reference.features, mirrored: mirrored, pictures: searched)
    let toRaster = reference.working.map.inverse ?? .identity
    let toSuspect = suspect.map.inverse ?? .identity
    return found.map { registration in
      let test = SamePhotographTest(
        suspect: suspect.working.luma, registered: reference.working.luma, map: registration.map)
      return PictureMatch.Region(
        map: Homography(suspect.map).then(registration.map).then(Homography(toRaster)),
        isMirrored: registration.isMirrored, matches: registration.matches,
        agreeing: registration.agreeing, falseAlarmsLog10: registration.falseAlarmsLog10,
        strongest: registration.strongest.map { pair in
          PictureMatch.Pair(
            suspect: toSuspect(Double(pair.suspect.x), Double(pair.suspect.y)),
            registered: toRaster(Double(pair.registered.x), Double(pair.registered.y)))
        }, test: test,
        grade: CorrespondenceGrade(
          falseAlarmsLog10: registration.falseAlarmsLog10,
          restsOnSharedFeatures: restsOnSharedFeatures, test: test))
    }
    .sorted { ($0.grade, $0.falseAlarmsLog10) < ($1.grade, $1.falseAlarmsLog10) }
  }
}
