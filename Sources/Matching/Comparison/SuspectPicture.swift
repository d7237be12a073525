import Glibc
public import Pixels

/// A suspect, or a part of one, ready to be looked up and compared.
public struct SuspectPicture: Sendable {
  /// The working picture.
  public let working: WorkingPicture
  /// From pixels of the whole suspect to pixels of the working picture.
  public let map: AffineMap
  /// Its features.
  public let features: LocalFeatures

  /// Parts overlap: each side of a part is this share of the whole's.
  private static let partShare = 0.6

  /// Prepares a whole suspect.
  public init(_ raster: Raster) throws(MatchingError) {
    try self.init(raster, .identity)
  }

  private init(_ raster: Raster, _ toPart: AffineMap) throws(MatchingError) {
    working = WorkingPicture(raster, longSide: WorkingPicture.suspectSide)
    map = toPart.then(working.map)
    features = try FeatureExtractor.features(of: working.luma)
  }

  /// Four overlapping quarters of a large suspect: several pictures on one page show more of their
  /// detail there.
  static func parts(of raster: Raster) throws(MatchingError) -> [SuspectPicture] {
    let width = Int(Double(raster.size.width) * partShare)
    let height = Int(Double(raster.size.height) * partShare)
    var parts: [SuspectPicture] = []
    for y in [0, raster.size.height - height] {
      for x in [0, raster.size.width - width] {
        parts.append(
          try SuspectPicture(
            raster.cropped(Region(x: x, y: y, width: width, height: height)),
            .translation(-Double(x), -Double(y))))
      }
    }
    return parts
  }
}

extension Raster {
  /// The part of the picture in `region`, which lies inside it, without opacity.
  fileprivate func cropped(_ region: Region) -> Raster {
    var samples: [UInt8] = []
    samples.reserveCapacity(region.width * region.height * 3)
    for y in region.y..<region.y + region.height {
      let start = (y * size.width + region.x) * 3
      samples += self.samples[start..<start + region.width * 3]
    }
    return Raster(size: Size(width: region.width, height: region.height), samples: samples)
  }
}
