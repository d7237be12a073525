/// One channel of `Float` samples, rows from top to bottom without padding.
public struct Plane: Sendable, Equatable {
  /// Columns and rows.
  public let size: Size
  /// `width * height` samples.
  public var samples: [Float]

  /// Takes samples that fill `size` exactly.
  public init(size: Size, samples: [Float]) {
    precondition(samples.count == size.pixelCount)
    self.size = size
    self.samples = samples
  }

  /// A plane of one value.
  public init(size: Size, filledWith value: Float = 0) {
    self.init(size: size, samples: [Float](repeating: value, count: size.pixelCount))
  }

  /// A plane whose every sample `fill` writes. The pointer has `size.pixelCount` elements.
  public init(size: Size, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let count = size.pixelCount
    self.size = size
    self.samples = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
      initialized = count
    }
  }

  /// Columns.
  public var width: Int { size.width }
  /// Rows.
  public var height: Int { size.height }

  /// The sample at column `x`, row `y`.
  public subscript(x: Int, y: Int) -> Float {
    get { samples[y * size.width + x] }
    set { samples[y * size.width + x] = newValue }
  }
}
