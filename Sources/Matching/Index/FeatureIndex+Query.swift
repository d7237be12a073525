extension FeatureIndex {
  /// How many pictures a mirroring are looked at closely.
  private static let closeLook = 20

  /// The registered pictures that share features with `features` in a common arrangement, the least
  /// accidental first, at most one entry a picture.
  public func candidates(for features: LocalFeatures) -> [IndexCandidate] {
    var best: [Int: IndexCandidate] = [:]
    for isMirrored in [false, true] {
      let suspect = isMirrored ? features.mirrored : features
      let probes = FeatureLookup.probes(of: suspect, in: codebook)
      for candidate in candidates(for: suspect, probes, isMirrored: isMirrored)
      where candidate.falseAlarmsLog10 < best[candidate.ordinal]?.falseAlarmsLog10 ?? .infinity {
        best[candidate.ordinal] = candidate
      }
    }
    return best.values.sorted {
      ($0.uniqueFalseAlarmsLog10, $0.falseAlarmsLog10, $0.ordinal)
        < ($1.uniqueFalseAlarmsLog10, $1.falseAlarmsLog10, $1.ordinal)
    }
  }

  /// The candidates in one mirroring, in no order. `suspect` is mirrored already, `probes` are its
  /// features'.
  func candidates(
    for suspect: LocalFeatures, _ probes: [[Codebook.Filing]], isMirrored: Bool = false
  ) -> [IndexCandidate] {
    let lookup = FeatureLookup(probes, in: self)
    return closest(lookup, suspect).compactMap { hit in
      let size = picture(hit.ordinal).size
      let vote = SimilarityVote(lookup.pairs(of: hit), suspect, size: size, pictures: count) {
        isTagged(ordinal: hit.ordinal, number: $0)
      }
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

  /// The pictures with the highest coarse scores, the best first. None scores more than its weight, so
  /// that most need no histogram.
  private func closest(
    _ lookup: FeatureLookup, _ suspect: LocalFeatures
  ) -> [FeatureLookup.Picture] {
    var best: [(score: Float, picture: FeatureLookup.Picture)] = []
    for picture in lookup.pictures.sorted(by: {
      ($0.weight, $1.ordinal) > ($1.weight, $0.ordinal)
    }) {
      // The two add up in different orders.
      if best.count == Self.closeLook, picture.weight * 1.001 < best[best.count - 1].score { break }
      let score = SimilarityVote.coarseScore(
        lookup.pairs(of: picture), suspect, self.picture(picture.ordinal).size)
      let place =
        best.firstIndex { ($0.score, picture.ordinal) < (score, $0.picture.ordinal) }
        ?? best.count
      guard place < Self.closeLook else { continue }
      best.insert((score, picture), at: place)
      if best.count > Self.closeLook { best.removeLast() }
    }
    return best.map(\.picture)
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
