import Glibc
import Pixels

/// Finds how a suspect was turned, scaled and mirrored, from the magnitudes of the key's tones.
struct GeometrySearch {
  /// A hypothesis: the map from the original's frequencies to the suspect's.
  struct Candidate {
    let map: AffineMap
    let score: Double
  }

  private static let smallestScale = 0.19
  private static let largestScale = 2.3
  private static let peaksPerTemplate = 4
  private static let smallestUprightScale = 0.3
  private static let largestUprightScale = 1.15
  private static let uprightStep = 0.0015

  /// The map that scales by `scale`, turns by `angle` and mirrors first when told.
  static func map(scale: Double, angle: Double, flipped: Bool) -> AffineMap {
    AffineMap.scaling(flipped ? -scale : scale, scale).then(.rotation(angle))
  }

  /// The best `limit` hypotheses over all turns and scales, the likeliest first.
  static func candidates(
    in spectrum: SuspectSpectrum, key: MarkKey, limit: Int
  ) -> [Candidate] {
    let map = LogPolarMap(spectrum)
    let transformed = LogPolarMap.transform.forward(map.plane)
    let found = key.templates.flatMap { template in
      peaks(correlating: transformed, with: template, validCount: map.validCount)
    }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  /// The best `limit` upright hypotheses, mirrored or not: what cropping leaves. Trying every scale
  /// at the tones themselves sees weaker marks than the log-polar map, whose cells blur them.
  static func uprightCandidates(_ refinement: GeometryRefinement, limit: Int) -> [Candidate] {
    var found: [Candidate] = []
    for flipped in [false, true] {
      var scale = smallestUprightScale
      while scale <= largestUprightScale {
        let map = map(scale: scale, angle: 0, flipped: flipped)
        found.append(Candidate(map: map, score: refinement.score(map)))
        scale *= 1 + uprightStep
      }
    }
    found.sort { $0.score > $1.score }
    var kept: [Candidate] = []
    for candidate in found where kept.count < limit {
      let isNew = kept.allSatisfy { abs($0.map.a - candidate.map.a) > 0.01 * abs($0.map.a) }
      if isNew { kept.append(candidate) }
    }
    return kept
  }

  private static func peaks(
    correlating suspect: HalfSpectrum, with template: SearchTemplate, validCount: Int
  ) -> [Candidate] {
    let size = LogPolarMap.transform.size
    var surface = LogPolarMap.transform.inverse(
      suspect.multiplied(byConjugateOf: template.spectrum), extent: size)
    let scale = 1 / Float(size.pixelCount)
    let lags =
      Int(
        (log(smallestScale) / LogPolarMap.radiusStep).rounded(.down))...Int(
        (log(largestScale) / LogPolarMap.radiusStep).rounded(.up))
    let norms = lags.map { lag -> Float in
      var energy: Float = 0
      for (step, weight) in template.radii where (0..<validCount).contains(step + lag) {
        energy += weight
      }
      return scale / max(energy, 20).squareRoot()
    }
    var found: [Candidate] = []
    for _ in 0..<peaksPerTemplate {
      var best = (value: -Float.infinity, row: 0, lag: 0)
      for row in 0..<size.height {
        for (k, lag) in lags.enumerated() {
          let value = surface.samples[row &* size.width &+ (lag & (size.width &- 1))] * norms[k]
          if value > best.value { best = (value, row, lag) }
        }
      }
      found.append(
        Candidate(
          map: Self.map(
            scale: exp(Double(best.lag) * LogPolarMap.radiusStep),
            angle: .pi * Double(best.row) / Double(size.height), flipped: template.flipped),
          score: Double(best.value)))
      for row in best.row - 3...best.row + 3 {
        for lag in best.lag - 4...best.lag + 4 {
          surface[lag & (size.width - 1), row & (size.height - 1)] = -.greatestFiniteMagnitude
        }
      }
    }
    return found
  }
}

extension HalfSpectrum {
  fileprivate func multiplied(byConjugateOf other: HalfSpectrum) -> HalfSpectrum {
    var product = self
    for i in 0..<real.count {
      product.real[i] = real[i] * other.real[i] + imaginary[i] * other.imaginary[i]
      product.imaginary[i] = imaginary[i] * other.real[i] - real[i] * other.imaginary[i]
    }
    return product
  }
}
