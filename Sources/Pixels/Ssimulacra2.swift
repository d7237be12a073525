import Glibc

/// The perceptual quality metric SSIMULACRA 2 (Jon Sneyers, Cloudinary, 2022; version 2.1 of
/// libjxl's tool): structural dissimilarity, added and lost edges of the XYB planes at six scales,
/// weighted as people judged compressed pictures.
///
/// One instance holds what depends on the reference alone, for comparing many candidates with it.
/// Scores are those of the Python package `ssimulacra2` to a few hundredths, its rule at the borders
/// included; those of a sampled instance, to about a tenth.
public struct Ssimulacra2: Sendable {
  private let size: Size
  private let sampling: RowSampling
  private let weights: Ssimulacra2Weights
  private let pyramid: [OpsinPlanes]
  /// Of every plane that counts its scale, its weights and what to compare it with.
  private let terms: [(scale: Int, weights: [Double], reference: StructureReference)]

  /// Compares with `reference`. Opacity is not looked at.
  ///
  /// A sampled instance looks only at some rows of the error maps, at least 64 of every plane that
  /// has as many. The windows overlap and neighbouring rows resemble each other, so little is
  /// missed.
  public init(reference: Raster, isSampled: Bool = false) {
    size = reference.size
    let weights = Ssimulacra2Weights(size: size)
    let sampling: RowSampling = isSampled ? .some : .all
    let pyramid = OpsinPyramid(reference, weights: weights, sampling: sampling).scales
    terms = pyramid.enumerated().flatMap { scale, planes in
      OpsinChannel.allCases.filter { weights.counts($0, scale: scale) }.map {
        (
          scale, Array(weights.terms($0, scale: scale)),
          StructureReference(planes, $0, step: sampling.step(height: planes.size.height))
        )
      }
    }
    self.sampling = sampling
    self.weights = weights
    self.pyramid = pyramid
  }

  /// The score of a candidate of the reference's size: 100 when equal, 90 when hardly anybody sees a
  /// difference side by side, 70 for high and 50 for medium quality; may be negative. A picture of
  /// fewer than 8 columns or rows has no scale to compare and scores 100.
  public func callAsFunction(_ candidate: Raster) -> Double {
    precondition(candidate.size == size)
    let candidates = OpsinPyramid(candidate, weights: weights, sampling: sampling).scales
    var error = 0.0
    for term in terms {
      let norms = term.reference.norms(
        reference: pyramid[term.scale], candidate: candidates[term.scale])
      for (weight, norm) in zip(term.weights, norms.values) { error += weight * norm }
    }
    return Self.score(error)
  }

  /// The score of a weighted error, by the tool's fit.
  private static func score(_ error: Double) -> Double {
    let e = 0.9562382616834844 * error
    let fit = e * (2.326765642916932 + e * (6.248496625763138e-05 * e - 0.020884521182843837))
    return fit > 0 ? 100 - 10 * pow(fit, 0.6276336467831387) : 100
  }
}
