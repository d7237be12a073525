import Pixels

/// The pure white of a picture, for marks that leave it as it is.
enum WhiteGround {
  /// How much of the mark remains at each place of a plane of `size`, which covers the picture: 0
  /// on and beside pure white (255, 255, 255) of any extent, 1 well away from it, with a smooth
  /// transition so that no contour shows. A lone white pixel in texture changes next to nothing.
  static func remainder(in raster: Raster, size: Size) -> Plane {
    let indicator = Plane(size: raster.size) { output in
      raster.samples.withUnsafeBufferPointer { samples in
        for i in 0..<output.count {
          output[i] = isWhite(samples.baseAddress! + 3 &* i) ? 1 : 0
        }
      }
    }
    let share = Resampler(from: raster.size, to: size)(indicator)
    return GaussianFilter(sigma: 3)(share).map { share in
      let free = 1 - min(max(2 * share, 0), 1)
      return free * free * (3 - 2 * free)
    }
  }

  /// Whether the pixel is pure white.
  @inline(__always)
  static func isWhite(_ pixel: UnsafePointer<UInt8>) -> Bool {
    pixel[0] & pixel[1] & pixel[2] == 255
  }
}
