import Glibc
public import Pixels

/// Finds which registered pictures a suspect shows: the index proposes, the geometry of many more
/// features and the comparison of pixels decide.
public struct PictureMatcher: Sendable {
  private let index: FeatureIndex
  private let reference: @Sendable ([UInt8]) -> ReferencePicture?

  /// Proposals with a likelier arrangement are left alone.
  private static let proposalFalseAlarmsLog10 = -4.0
  /// And those with fewer agreeing features than this part of the best one's.
  private static let proposalShare = 0.35
  private static let mostProposals = 8
  /// How many are compared when none is convincing.
  private static let leastProposals = 3
  /// More features are looked up when the usual number led nowhere.
  private static let secondCount = 1500
  /// Larger suspects are looked up in parts too, in pixels of the long side.
  private static let partedSide = 1000

  /// Searches `index`. `reference` gives the registered picture with a SHA-256, nil when it cannot
  /// be had any more.
  public init(
    index: FeatureIndex, reference: @escaping @Sendable ([UInt8]) -> ReferencePicture?
  ) {
    self.index = index
    self.reference = reference
  }

  /// What a suspect was found to show.
  public struct Result: Sendable {
    /// Every picture that was compared, the best first.
    public let matches: [PictureMatch]
    /// How many pictures were searched.
    public let searched: Int
    /// How many features the suspect has; few mean that little can be said.
    public let features: Int
  }

  /// Compares `raster` with all pictures of the index. With `thorough` every member of a family is
  /// compared too, and parts of a large suspect whatever was found: for finding all pictures that show
  /// it, not only the likeliest. `searched` is how many pictures the numbers of false alarms count
  /// with: all of the index unless told.
  public func match(
    _ raster: Raster, thorough: Bool = false, searched: Int? = nil
  ) throws(MatchingError) -> Result {
    let searched = searched ?? index.count
    let opaque = raster.onWhite
    let suspect = try SuspectPicture(opaque)
    let hashes = DihedralHashes(opaque)
    guard index.count > 0 else {
      return Result(matches: [], searched: 0, features: suspect.features.count)
    }
    var matches: [Int: PictureMatch] = [:]
    func compare(_ suspect: SuspectPicture, _ candidates: [IndexCandidate]) {
      for candidate in candidates {
        let match = compared(suspect, candidate, hashes, searched)
        let known = matches[match.ordinal]
        if (match.grade.rank, match.falseAlarmsLog10 ?? 0)
          < (known?.grade.rank ?? .max, known?.falseAlarmsLog10 ?? 0)
        {
          matches[match.ordinal] = match
        }
      }
    }
    var proposals = proposals(suspect, FeatureExtractor.suspectCount)
    let proposed = Set(proposals.map(\.ordinal))
    proposals += index.near(hashes).prefix(Self.leastProposals).lazy
      .filter { !proposed.contains($0.ordinal) }
      .flatMap { near in [false, true].map { .hashOnly(near.ordinal, isMirrored: $0) } }
    compare(suspect, proposals)
    var found: Bool { matches.values.contains { $0.grade <= .partReused } }
    if !found, suspect.features.count > FeatureExtractor.suspectCount {
      compare(suspect, self.proposals(suspect, Self.secondCount))
    }
    if thorough || !found, max(raster.size.width, raster.size.height) > Self.partedSide {
      for part in try SuspectPicture.parts(of: opaque) {
        compare(part, self.proposals(part, FeatureExtractor.suspectCount))
      }
    }
    if thorough {
      let families = index.families
      let roots = Set(
        matches.values.filter { $0.grade <= .partReused }.map { families.root($0.ordinal) })
      let members = families.members.filter { roots.contains($0.key) }.flatMap(\.value)
      compare(
        suspect,
        members.filter { matches[$0] == nil }
          .flatMap { member in [false, true].map { .hashOnly(member, isMirrored: $0) } })
    }
    let sorted = matches.values.sorted {
      ($0.grade.rank, $0.falseAlarmsLog10 ?? 0, $0.proposalFalseAlarmsLog10, $0.ordinal)
        < ($1.grade.rank, $1.falseAlarmsLog10 ?? 0, $1.proposalFalseAlarmsLog10, $1.ordinal)
    }
    return Result(matches: sorted, searched: searched, features: suspect.features.count)
  }

  /// The index's proposals worth a comparison of pixels.
  private func proposals(_ suspect: SuspectPicture, _ count: Int) -> [IndexCandidate] {
    let candidates = index.candidates(for: suspect.features.balanced(count))
    let most = candidates.map(\.uniqueAgreeing).max() ?? 0
    let convincing = candidates.filter {
      $0.uniqueFalseAlarmsLog10 < Self.proposalFalseAlarmsLog10
        && Double($0.uniqueAgreeing) >= Self.proposalShare * Double(most)
    }
    if !convincing.isEmpty { return Array(convincing.prefix(Self.mostProposals)) }
    return Array(
      candidates.sorted {
        ($0.falseAlarmsLog10, $0.ordinal) < ($1.falseAlarmsLog10, $1.ordinal)
      }.prefix(Self.leastProposals))
  }

  private func compared(
    _ suspect: SuspectPicture, _ candidate: IndexCandidate, _ hashes: DihedralHashes,
    _ searched: Int
  ) -> PictureMatch {
    let picture = index.picture(candidate.ordinal)
    var regions: [PictureMatch.Region] = []
    if let reference = reference(picture.sha256) {
      let found = Registration.regions(
        of: suspect.features, in: reference.features, mirrored: candidate.isMirrored,
        pictures: searched)
      regions = found.map { registration in
        let test = SamePhotographTest(
          suspect: suspect.working.luma, registered: reference.working.luma, map: registration.map)
        let shared =
          candidate.falseAlarmsLog10 < Self.proposalFalseAlarmsLog10
          && candidate.uniqueFalseAlarmsLog10 > Self.proposalFalseAlarmsLog10
        let toRaster = reference.working.map.inverse ?? .identity
        return PictureMatch.Region(
          map: Homography(suspect.map).then(registration.map).then(Homography(toRaster)),
          isMirrored: registration.isMirrored, matches: registration.matches,
          agreeing: registration.agreeing, falseAlarmsLog10: registration.falseAlarmsLog10,
          test: test,
          grade: CorrespondenceGrade(
            falseAlarmsLog10: registration.falseAlarmsLog10, restsOnSharedFeatures: shared,
            test: test))
      }
      .sorted { ($0.grade, $0.falseAlarmsLog10) < ($1.grade, $1.falseAlarmsLog10) }
    }
    return PictureMatch(
      ordinal: candidate.ordinal, sha256: picture.sha256, regions: regions,
      hashDistance: hashes.distance(to: picture.hash),
      proposalFalseAlarmsLog10: candidate.falseAlarmsLog10,
      uniqueProposalFalseAlarmsLog10: candidate.uniqueFalseAlarmsLog10)
  }
}

extension IndexCandidate {
  /// A picture that something else than its features proposes.
  static func hashOnly(_ ordinal: Int, isMirrored: Bool) -> IndexCandidate {
    IndexCandidate(
      ordinal: ordinal, isMirrored: isMirrored, falseAlarmsLog10: 0, uniqueFalseAlarmsLog10: 0,
      agreeing: 0, uniqueAgreeing: 0, pairs: [])
  }
}
