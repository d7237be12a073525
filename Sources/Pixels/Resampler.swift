/// Changes the size of planes: area averages when shrinking, Keys' cubic convolution (a = -0.75)
/// when enlarging, each axis by itself.
///
/// Pixel centres correspond as in `(x + 0.5) * scale - 0.5`, so that a picture and its resampled
/// form cover the same area. (R. Keys, *Cubic convolution interpolation*, IEEE ASSP 29, 1981.)
public struct Resampler: Sendable {
  /// The size of what goes in.
  public let source: Size
  /// The size of what comes out.
  public let target: Size
  private let columns: ResamplingTaps
  private let rows: ResamplingTaps

  /// From `source` to `target`, both at least one pixel a side.
  public init(from source: Size, to target: Size) {
    self.source = source
    self.target = target
    columns = ResamplingTaps(from: source.width, to: target.width)
    rows = ResamplingTaps(from: source.height, to: target.height)
  }

  /// `plane` at the target size.
  public func callAsFunction(_ plane: Plane) -> Plane {
    precondition(plane.size == source)
    if source == target { return plane }
    return plane.samples.withUnsafeBufferPointer { samples in
      resample { y, line in
        line.update(from: samples.baseAddress! + y &* source.width, count: source.width)
      }
    }
  }

  /// The luma of `raster` at the target size, without a full-size plane in between.
  public func luma(of raster: Raster) -> Plane {
    precondition(raster.size == source)
    return raster.samples.withUnsafeBufferPointer { samples in
      resample { y, line in
        let rgb = samples.baseAddress! + y &* source.width &* 3
        for x in 0..<source.width {
          line[x] =
            0.299 * Float(rgb[x &* 3]) + 0.587 * Float(rgb[x &* 3 &+ 1])
            + 0.114 * Float(rgb[x &* 3 &+ 2])
        }
      }
    }
  }

  /// `raster` at the target size; alpha is resampled like the colours.
  public func callAsFunction(_ raster: Raster) -> Raster {
    precondition(raster.size == source)
    let channels = (0..<3).map { channel in
      resample(raster.samples, step: 3, offset: channel)
    }
    let samples = [UInt8](unsafeUninitializedCapacity: target.pixelCount * 3) { output, count in
      for (channel, plane) in channels.enumerated() {
        for i in 0..<plane.samples.count { output[i * 3 + channel] = Self.byte(plane.samples[i]) }
      }
      count = target.pixelCount * 3
    }
    let alpha = raster.alpha.map { alpha in
      resample(alpha, step: 1, offset: 0).samples.map(Self.byte)
    }
    return Raster(size: target, samples: samples, alpha: alpha)
  }

  private static func byte(_ value: Float) -> UInt8 { UInt8(min(max(value, 0), 255) + 0.5) }

  private func resample(_ bytes: [UInt8], step: Int, offset: Int) -> Plane {
    bytes.withUnsafeBufferPointer { bytes in
      resample { y, line in
        let row = bytes.baseAddress! + (y &* source.width &* step &+ offset)
        for x in 0..<source.width { line[x] = Float(row[x &* step]) }
      }
    }
  }

  /// The rows of `plane` at the target size, one by one, without ever holding it as a whole.
  public func rows(of plane: Plane) -> ResampledRows {
    ResampledRows(wide: resampledAcross(plane), taps: rows)
  }

  private func resampledAcross(_ plane: Plane) -> Plane {
    precondition(plane.size == source)
    return plane.samples.withUnsafeBufferPointer { samples in
      Plane(size: Size(width: target.width, height: source.height)) { output in
        for y in 0..<source.height {
          columns.apply(
            samples.baseAddress! + y &* source.width,
            into: output.baseAddress! + y &* target.width)
        }
      }
    }
  }

  /// Rows come in order, are resampled across, then spread over the target rows they touch.
  private func resample(_ readRow: (Int, UnsafeMutablePointer<Float>) -> Void) -> Plane {
    var line = [Float](repeating: 0, count: source.width)
    var narrow = [Float](repeating: 0, count: target.width)
    let users = rows.usersOfSources()
    return Plane(size: target) { output in
      output.update(repeating: 0)
      line.withUnsafeMutableBufferPointer { line in
        narrow.withUnsafeMutableBufferPointer { narrow in
          for y in 0..<source.height where !users[y].isEmpty {
            readRow(y, line.baseAddress!)
            columns.apply(line.baseAddress!, into: narrow.baseAddress!)
            for (row, weight) in users[y] {
              add(
                narrow.baseAddress!, times: weight,
                to: output.baseAddress! + row &* target.width, count: target.width)
            }
          }
        }
      }
    }
  }

  private func add(
    _ source: UnsafePointer<Float>, times weight: Float, to target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for x in 0..<count { target[x] += weight * source[x] }
  }
}

extension Plane {
  /// The plane scaled down so that the geometric mean of its sides is `side` pixels; itself when it
  /// is no larger.
  public func shrunk(toMeanSide side: Double) -> Plane {
    let scale = side / size.meanSide
    if scale >= 1 { return self }
    let target = Size(
      width: max(1, Int((Double(width) * scale).rounded())),
      height: max(1, Int((Double(height) * scale).rounded())))
    return Resampler(from: size, to: target)(self)
  }
}
