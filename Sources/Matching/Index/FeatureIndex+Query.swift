extension FeatureIndex {
  /// How many pictures a mirroring are looked at closely.
  private static let closeLook = 20

  /// The registered pictures that share features with `features` in a common arrangement, the least
  /// accidental first, at most one entry a picture.
  public func candidates(for features: LocalFeatures) -> [IndexCandidate] {
    var best: [Int: IndexCandidate] = [:]
    for isMirrored in [false, true] {
      for candidate in candidates(for: features, isMirrored: isMirrored)
      where candidate.falseAlarmsLog10 < best[candidate.ordinal]?.falseAlarmsLog10 ?? .infinity {
        best[candidate.ordinal] = candidate
      }
    }
    return best.values.sorted {
      ($0.uniqueFalseAlarmsLog10, $0.falseAlarmsLog10, $0.ordinal)
        < ($1.uniqueFalseAlarmsLog10, $1.falseAlarmsLog10, $1.ordinal)
    }
  }

  /// The candidates in one mirroring, in no order.
  func candidates(for features: LocalFeatures, isMirrored: Bool) -> [IndexCandidate] {
    let suspect = isMirrored ? features.mirrored : features
    let hits = FeatureLookup.correspondences(of: suspect, in: self)
    let scored = hits.map { hit in
      (
        score: SimilarityVote.coarseScore(hit.pairs, suspect, picture(hit.ordinal).size), hit: hit
      )
    }
    .sorted { ($0.score, $1.hit.ordinal) > ($1.score, $0.hit.ordinal) }
    return scored.prefix(Self.closeLook).compactMap { _, hit in
      let vote = SimilarityVote(
        hit.pairs, suspect, size: picture(hit.ordinal).size, pictures: count
      ) { isTagged(ordinal: hit.ordinal, number: $0) }
      return vote.map { vote in
        IndexCandidate(
          ordinal: hit.ordinal, isMirrored: isMirrored,
          falseAlarmsLog10: vote.falseAlarmsLog10,
          uniqueFalseAlarmsLog10: vote.uniqueFalseAlarmsLog10, agreeing: vote.agreeing,
          uniqueAgreeing: vote.uniqueAgreeing,
          pairs: vote.pairs.map { ($0.query, $0.place.number) })
      }
    }
  }

  /// The pictures whose PDQ hash is within `distance` of one of the eight forms' of a suspect.
  public func near(
    _ hashes: DihedralHashes, within distance: Int = PerceptualHash.matchDistance
  ) -> [(ordinal: Int, distance: Int)] {
    guard hashes.quality >= DihedralHashes.leastQuality else { return [] }
    var near: [(ordinal: Int, distance: Int)] = []
    func compare(_ ordinal: Int, _ hash: PerceptualHash, _ quality: Int) {
      guard quality >= DihedralHashes.leastQuality else { return }
      let found = hashes.distance(to: hash)
      if found <= distance { near.append((ordinal, found)) }
    }
    for segment in segments {
      segment.forEachHash { compare(segment.firstOrdinal + $0, $1, $2) }
    }
    for (i, picture) in fresh.pictures.enumerated() {
      compare(fresh.firstOrdinal + i, picture.hash, picture.hashQuality)
    }
    return near.sorted { ($0.distance, $0.ordinal) < ($1.distance, $1.ordinal) }
  }
}
