/// An 8-bit RGB picture, optionally with alpha: interleaved samples, rows from top to bottom
/// without padding, gamma-coded as the file had them.
public struct Raster: Sendable, Equatable {
  /// Columns and rows.
  public let size: Size
  /// `width * height * 3` samples in the order R, G, B.
  public var samples: [UInt8]
  /// `width * height` samples of opacity (255 opaque, not premultiplied), or nil when opaque.
  public var alpha: [UInt8]?

  /// Takes samples that fill `size` exactly.
  public init(size: Size, samples: [UInt8], alpha: [UInt8]? = nil) {
    precondition(samples.count == size.pixelCount * 3)
    precondition(alpha.map { $0.count == size.pixelCount } ?? true)
    self.size = size
    self.samples = samples
    self.alpha = alpha
  }

  /// The luma 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) of the gamma-coded samples, 0...255.
  public var luma: Plane {
    Plane(size: size) { luma in
      samples.withUnsafeBufferPointer { rgb in
        let source = rgb.baseAddress!
        for i in 0..<luma.count {
          let pixel = source + i &* 3
          luma[i] =
            0.299 * Float(pixel[0]) + 0.587 * Float(pixel[1]) + 0.114 * Float(pixel[2])
        }
      }
    }
  }
}
