import Pixels

extension IndexWriter {
  /// Adds `count` pictures that nobody took, to see how the index grows: each has the usual number of
  /// features, cells as frequent as among `models`, and signatures of its own. Nothing is compared.
  package func addSynthetic(
    _ count: Int, like models: [LocalFeatures], seed: UInt64
  ) throws(MatchingError) {
    var generator = SeededGenerator(seed: seed)
    let codebook = snapshot.codebook
    let pool = models.flatMap { model in
      model.descriptors.withUnsafeBufferPointer { descriptors in
        (0..<model.count).map {
          codebook.filing(descriptors.baseAddress! + $0 * LocalFeatures.descriptorLength)
        }
      }
    }
    guard !pool.isEmpty else { throw MatchingError(.tooFewFeatures, "no models") }
    let size = Size(width: WorkingPicture.registeredSide, height: WorkingPicture.registeredSide)
    try appendUncompared(count) {
      var bytes: [UInt8] = []
      for _ in 0..<4 {
        let word = generator.next()
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
      }
      let picture = IndexedPicture(
        sha256: bytes, size: size, featureCount: FeatureExtractor.registeredCount,
        hash: PerceptualHash(bytes: bytes) ?? .zero, hashQuality: 100)
      let entries = (0..<FeatureExtractor.registeredCount).map { number in
        let model = pool[Int.random(in: 0..<pool.count, using: &generator)]
        let point = LocalFeature(
          x: .random(in: 0..<640, using: &generator), y: .random(in: 0..<640, using: &generator),
          size: .random(in: 2..<40, using: &generator),
          angle: .random(in: 0..<6.28, using: &generator))
        // A dozen flipped signs: another feature of the same cell.
        var signature = model.signature
        for _ in 0..<12 { signature ^= 1 << UInt64.random(in: 0..<64, using: &generator) }
        return (
          key: SegmentContent.key(model.first, model.second), signature: signature,
          place: FeaturePlace(point, number: number, in: size).word
        )
      }
      return (picture, entries)
    }
  }
}
