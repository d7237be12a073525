/// A plane of the reference with its local mean and spread, to compare other planes with.
///
/// All is in terms of the difference e = candidate - reference, so that rounding in `Float` is
/// relative to e and an equal plane gives exactly zero. With local variances v and the covariance c
/// of reference and e, SSIMULACRA 2's dissimilarity 1 - (1 - m²)(2 s12 + k) / (s11 + s22 + k), m
/// the mean of e, is q + m² (1 - q) with q = v(e) / (2 v(reference) + 2 c + v(e) + k).
struct StructureReference: Sendable {
  typealias Lanes = OpsinPlanes.Lanes

  /// Keeps the dissimilarity finite where the picture is flat.
  private static let k: Float = 0.0009

  private let channel: OpsinChannel
  private let size: Size
  private let stride: Int
  private let window: GaussianRows
  /// For each row that is looked at the local mean of every vector, then twice their local variance
  /// with `k`.
  private let moments: [Lanes]

  /// The moments of a plane that there is in `planes`, for every `step`-th of its rows.
  init(_ planes: OpsinPlanes, _ channel: OpsinChannel, step: Int) {
    self.channel = channel
    size = planes.size
    stride = planes.stride
    let window = GaussianRows(size: size, step: step)
    self.window = window
    let stride = stride
    let count = 2 * stride * window.count
    moments =
      planes.withRows(channel) { rows in
        [Lanes](unsafeUninitializedCapacity: count) { moments, initialized in
          let moments = moments.baseAddress!
          window.moments(of: rows) { number, means in
            let target = moments + 2 &* number &* stride
            for i in 0..<stride {
              let mean = means[i]
              let variance: Lanes = means[i &+ stride] - mean * mean
              target[i] = mean
              target[i &+ stride] = variance + variance + Self.k
            }
          }
          initialized = count
        }
      } ?? []
  }

  /// The norms of the errors of the candidate's plane.
  func norms(reference: OpsinPlanes, candidate: OpsinPlanes) -> StructureNorms {
    var total = StructureSums()
    let stride = stride
    reference.withRows(channel) { reference in
      candidate.withRows(channel) { candidate in
        moments.withUnsafeBufferPointer { moments in
          window.differences(reference: reference, candidate: candidate) { y, number, means in
            total.add(
              reference: reference + y &* stride, candidate: candidate + y &* stride,
              moments: moments.baseAddress! + 2 &* number &* stride, blurred: means,
              count: stride)
          }
        }
      }
    }
    return total.norms(pixelCount: size.width * window.count)
  }
}
