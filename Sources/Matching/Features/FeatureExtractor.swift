import CVision
import Glibc
public import Pixels

/// Finds local features, by OpenCV's SIFT.
public enum FeatureExtractor {
  /// What made the features, kept with every index: features of another extractor or of other
  /// settings do not compare well.
  public static let identifier = "opencv-4.6-sift-0.01-12-1.6-rootsift8"
  /// How many features of a registered picture stand in the index.
  public static let registeredCount = 400
  /// How many features of a suspect are looked up.
  public static let suspectCount = 800
  /// How many features are found in one pass, for the index to choose from and for registration.
  public static let foundCount = 2000
  /// How many features of a registered picture a suspect's are matched with.
  public static let referenceCount = 1500

  /// Narrower pictures have no features.
  private static let leastSide = 12

  /// At most `limit` features of a luma plane, 0 to 255, the strongest first; empty for pictures
  /// with nothing to find or beyond 4096 pixels a side.
  public static func features(of luma: Plane, limit: Int = foundCount) throws(MatchingError)
    -> LocalFeatures
  {
    let capacity = min(max(limit, 1), Int(YV_MAXIMUM_FEATURES))
    guard max(luma.width, luma.height) <= Int(YV_MAXIMUM_SIDE) else {
      throw MatchingError(.pictureTooLarge, "\(luma.width) x \(luma.height)")
    }
    guard min(luma.width, luma.height) >= leastSide else {
      return LocalFeatures(size: luma.size, points: [], descriptors: [])
    }
    let grey = luma.samples.map { UInt8(min(max($0, 0), 255) + 0.5) }
    var points = [yv_keypoint](repeating: yv_keypoint(), count: capacity)
    var descriptors = [UInt8](repeating: 0, count: capacity * LocalFeatures.descriptorLength)
    let count = yv_sift(
      grey, Int32(luma.width), Int32(luma.height), Int32(capacity), &points, &descriptors)
    guard count >= 0 else { throw MatchingError(status: count) }
    let order = (0..<Int(count)).sorted { first, second in
      let (a, b) = (points[first], points[second])
      return (a.response, b.y, b.x, b.angle) > (b.response, a.y, a.x, a.angle)
    }
    let length = LocalFeatures.descriptorLength
    var sorted: [UInt8] = []
    sorted.reserveCapacity(order.count * length)
    for i in order { sorted += descriptors[i * length..<(i + 1) * length] }
    return LocalFeatures(
      size: luma.size,
      points: order.map {
        let point = points[$0]
        return LocalFeature(x: point.x, y: point.y, size: point.size, angle: point.angle)
      }, descriptors: sorted)
  }
}
