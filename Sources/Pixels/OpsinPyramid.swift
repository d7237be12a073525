/// A picture as the XYB planes of SSIMULACRA 2 at every scale, those that count.
struct OpsinPyramid {
  private typealias Cones = OpsinAbsorbance.Cones

  /// The finest scale first.
  private(set) var scales: [OpsinPlanes] = []

  /// The planes of `raster` that `weights`, of its size, give weight, with the rows that `sampling`
  /// needs; the others are zero. Opacity is not looked at.
  init(_ raster: Raster, weights: Ssimulacra2Weights, sampling: RowSampling) {
    var size = raster.size
    var light: [Cones] = []
    for scale in 0..<weights.scaleCount {
      let channels = OpsinChannel.allCases.filter { weights.counts($0, scale: scale) }
      var planes = OpsinPlanes(size: size, channels: channels)
      let isLast = scale == weights.scaleCount - 1
      let room = isLast ? 0 : Self.storage(size.halved)
      let coarser = [Cones](unsafeUninitializedCapacity: room) { coarser, count in
        let target = isLast ? nil : coarser.baseAddress
        if scale == 0 {
          Self.fill(&planes, from: raster, sampling, halved: target)
        } else {
          light.withUnsafeBufferPointer { light in
            Self.fill(&planes, from: light.baseAddress!, sampling, halved: target)
          }
        }
        count = room
      }
      scales.append(planes)
      light = coarser
      size = size.halved
    }
  }

  /// Pixels of a row with those beyond the last column that complete a vector.
  private static func stride(_ size: Size) -> Int {
    OpsinPlanes.stride(width: size.width) * OpsinPlanes.Lanes.scalarCount
  }

  private static func storage(_ size: Size) -> Int { stride(size) * size.height }

  private static func fill(
    _ planes: inout OpsinPlanes, from raster: Raster, _ sampling: RowSampling,
    halved: UnsafeMutablePointer<Cones>?
  ) {
    let size = raster.size
    let (stride, halfStride) = (stride(size), stride(size.halved))
    let opsin = OpsinAbsorbance.shared
    // Two rows at a time, so that the light of the finest scale is never stored as a whole.
    var lines = [Cones](repeating: .zero, count: 2 * stride)
    raster.samples.withUnsafeBufferPointer { samples in
      lines.withUnsafeMutableBufferPointer { lines in
        let upper = lines.baseAddress!
        for y in 0..<size.height {
          let line = upper + (y & 1) &* stride
          opsin.absorb(
            samples.baseAddress! + y &* size.width &* 3, count: size.width, into: line)
          if sampling.needs(row: y, height: size.height) { planes.fill(row: y, from: line) }
          if let halved, y & 1 == 1 || y == size.height &- 1 {
            halve(upper, line, width: size.width, into: halved + (y >> 1) &* halfStride)
          }
        }
      }
    }
  }

  private static func fill(
    _ planes: inout OpsinPlanes, from light: UnsafePointer<Cones>, _ sampling: RowSampling,
    halved: UnsafeMutablePointer<Cones>?
  ) {
    let size = planes.size
    let (stride, halfStride) = (stride(size), stride(size.halved))
    for y in 0..<size.height {
      let line = light + y &* stride
      if sampling.needs(row: y, height: size.height) { planes.fill(row: y, from: line) }
      if let halved, y & 1 == 1 || y == size.height &- 1 {
        halve(
          line - (y & 1) &* stride, line, width: size.width,
          into: halved + (y >> 1) &* halfStride)
      }
    }
  }

  /// The mean of blocks of 2 x 2 pixels; of a block cut by the border, of what there is of it.
  private static func halve(
    _ upper: UnsafePointer<Cones>, _ lower: UnsafePointer<Cones>, width: Int,
    into row: UnsafeMutablePointer<Cones>
  ) {
    for x in 0..<width >> 1 {
      let (left, right) = (2 &* x, 2 &* x &+ 1)
      row[x] = 0.25 * ((upper[left] + upper[right]) + (lower[left] + lower[right]))
    }
    if width & 1 == 1 { row[width >> 1] = 0.5 * (upper[width - 1] + lower[width - 1]) }
    let half = (width + 1) / 2
    for x in half..<OpsinPlanes.stride(width: half) * OpsinPlanes.Lanes.scalarCount {
      row[x] = .zero
    }
  }
}

extension Size {
  /// Half as wide and high, rounded up.
  var halved: Size { Size(width: (width + 1) / 2, height: (height + 1) / 2) }
}
