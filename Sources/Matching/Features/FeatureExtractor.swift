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
    guard let grey = try grey(luma) else { return none(luma.size) }
    var descriptors = [UInt8](repeating: 0, count: capacity * LocalFeatures.descriptorLength)
    let points = try points(atMost: capacity) { points in
      yv_sift(
        grey, Int32(luma.width), Int32(luma.height), Int32(capacity), points, &descriptors)
    }
    let order = strongestFirst(points)
    let length = LocalFeatures.descriptorLength
    var sorted: [UInt8] = []
    sorted.reserveCapacity(order.count * length)
    for i in order { sorted += descriptors[i * length..<(i + 1) * length] }
    return LocalFeatures(
      size: luma.size, points: order.map { LocalFeature(points[$0]) }, descriptors: sorted)
  }

  /// The features of a registered picture that stand in the index: what `features(of:)` finds, of
  /// which `balanced(registeredCount)` is described, which spares most of the descriptors.
  public static func registeredFeatures(of luma: Plane) throws(MatchingError) -> LocalFeatures {
    guard let grey = try grey(luma) else { return none(luma.size) }
    let (width, height) = (Int32(luma.width), Int32(luma.height))
    let found = try points(atMost: foundCount) {
      yv_sift_points(grey, width, height, Int32(foundCount), $0)
    }
    let sorted = strongestFirst(found).map { found[$0] }
    let chosen = LocalFeatures.balanced(
      sorted.map { LocalFeature($0) }, in: luma.size, limit: registeredCount
    ).map { sorted[$0] }
    guard !chosen.isEmpty else { return none(luma.size) }
    var descriptors = [UInt8](
      repeating: 0, count: chosen.count * LocalFeatures.descriptorLength)
    let count = yv_sift_descriptors(
      grey, width, height, chosen, Int32(chosen.count), &descriptors)
    guard count >= 0 else { throw MatchingError(status: count) }
    return LocalFeatures(
      size: luma.size, points: chosen.map { LocalFeature($0) }, descriptors: descriptors)
  }

  /// The plane in whole grey levels; nil when it is too narrow for features.
  private static func grey(_ luma: Plane) throws(MatchingError) -> [UInt8]? {
    guard max(luma.width, luma.height) <= Int(YV_MAXIMUM_SIDE) else {
      throw MatchingError(.pictureTooLarge, "\(luma.width) x \(luma.height)")
    }
    guard min(luma.width, luma.height) >= leastSide else { return nil }
    return luma.samples.map { UInt8(min(max($0, 0), 255) + 0.5) }
  }

  private static func none(_ size: Size) -> LocalFeatures {
    LocalFeatures(size: size, points: [], descriptors: [])
  }

  private static func points(
    atMost capacity: Int, _ find: (UnsafeMutablePointer<yv_keypoint>) -> Int32
  ) throws(MatchingError) -> [yv_keypoint] {
    var count: Int32 = 0
    let points = [yv_keypoint](unsafeUninitializedCapacity: capacity) { buffer, initialized in
      buffer.initialize(repeating: yv_keypoint())
      if let base = buffer.baseAddress { count = find(base) }
      initialized = max(0, min(Int(count), capacity))
    }
    guard count >= 0 else { throw MatchingError(status: count) }
    return points
  }

  private static func strongestFirst(_ points: [yv_keypoint]) -> [Int] {
    points.indices.sorted { first, second in
      let (a, b) = (points[first], points[second])
      return (a.response, b.y, b.x, b.angle) > (b.response, a.y, a.x, a.angle)
    }
  }
}

extension LocalFeature {
  fileprivate init(_ point: yv_keypoint) {
    self.init(x: point.x, y: point.y, size: point.size, angle: point.angle)
  }
}
