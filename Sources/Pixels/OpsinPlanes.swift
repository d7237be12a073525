/// The XYB planes of a picture at one scale, those that are wanted, laid out for vector kernels:
/// every row is whole vectors of eight samples, of which those beyond the last column are zero.
struct OpsinPlanes: Sendable {
  /// Eight neighbouring samples of a row.
  typealias Lanes = SIMD8<Float>
  typealias Cones = OpsinAbsorbance.Cones

  let size: Size
  /// Vectors in a row.
  let stride: Int
  /// Where a channel's first vector is, by channel; nil of those not wanted.
  private let starts: [Int?]
  private var vectors: [Lanes]

  /// Vectors that hold a row of `width` samples.
  static func stride(width: Int) -> Int { (width + Lanes.scalarCount - 1) / Lanes.scalarCount }

  /// Room for the channels, filled row by row; other rows hold anything.
  init(size: Size, channels: [OpsinChannel]) {
    self.size = size
    stride = Self.stride(width: size.width)
    let count = stride * size.height
    var starts = [Int?](repeating: nil, count: OpsinChannel.allCases.count)
    for (i, channel) in channels.enumerated() { starts[channel.rawValue] = i * count }
    self.starts = starts
    let total = count * channels.count
    vectors = [Lanes](unsafeUninitializedCapacity: total) { $1 = total }
  }

  /// Calls `body` with the rows of a channel that is wanted.
  func withRows<Result>(
    _ channel: OpsinChannel, _ body: (UnsafePointer<Lanes>) -> Result
  ) -> Result? {
    guard let start = starts[channel.rawValue] else { return nil }
    return vectors.withUnsafeBufferPointer { body($0.baseAddress! + start) }
  }

  /// Writes a row from what the cones absorb in its pixels; `light` goes on to the end of the last
  /// vector. SSIMULACRA 2 scales and shifts XYB so that each channel is about 0...1.
  mutating func fill(row: Int, from light: UnsafePointer<Cones>) {
    guard !vectors.isEmpty else { return }
    let (stride, root) = (stride, OpsinAbsorbance.rootOfBias)
    let tail = size.width % Lanes.scalarCount
    let starts = (starts[0], starts[1], starts[2])
    vectors.withUnsafeMutableBufferPointer { vectors in
      let base = vectors.baseAddress! + row &* stride
      let (x, y, b) = (
        starts.0.map { base + $0 }, starts.1.map { base + $0 }, starts.2.map { base + $0 }
      )
      for i in 0..<stride {
        let pixel = light + i &* Lanes.scalarCount
        let long = OpsinAbsorbance.cubeRoot(Self.gather(pixel, 0))
        let middle = OpsinAbsorbance.cubeRoot(Self.gather(pixel, 1))
        let lightness = 0.5 * (long + middle) - root
        if let y { y[i] = lightness + 0.01 }
        if let x { x[i] = 7 * (long - middle) + 0.42 }
        if let b {
          b[i] = OpsinAbsorbance.cubeRoot(Self.gather(pixel, 2)) - root - lightness + 0.55
        }
      }
      guard tail > 0 else { return }
      for case let row? in [x, y, b] {
        for lane in tail..<Lanes.scalarCount { row[stride - 1][lane] = 0 }
      }
    }
  }

  @inline(__always)
  private static func gather(_ pixel: UnsafePointer<Cones>, _ cone: Int) -> Lanes {
    Lanes(
      pixel[0][cone], pixel[1][cone], pixel[2][cone], pixel[3][cone],
      pixel[4][cone], pixel[5][cone], pixel[6][cone], pixel[7][cone])
  }
}
