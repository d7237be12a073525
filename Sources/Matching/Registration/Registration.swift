import CVision
import Glibc
public import Pixels

/// One region of a suspect brought over one region of a registered picture.
public struct Registration: Sendable {
  /// From pixels of the suspect's working picture to pixels of the registered one's.
  public let map: Homography
  /// Whether the suspect is mirrored against the registered picture.
  public let isMirrored: Bool
  /// How many features were paired by their looks.
  public let matches: Int
  /// How many of the pairs lie as the map says.
  public let agreeing: Int
  /// log10 of the number of false alarms among all pictures searched, in both mirrorings.
  public let falseAlarmsLog10: Double
  /// The strongest pairs that agree: suspect first.
  public let strongest: [(suspect: LocalFeature, registered: LocalFeature)]

  /// Features within this part of the registered picture's long side agree.
  private static let tolerance = 0.01
  private static let estimationThreshold = 4.0
  private static let leastPairs = 6
  private static let mostRegions = 4
  private static let drawnPairs = 12
  /// A further region must be this unlikely by accident.
  private static let regionFalseAlarmsLog10 = -4.0

  /// The regions of the suspect that show parts of the registered picture, the largest first; empty
  /// when none is found. `pictures` are how many were searched.
  public static func regions(
    of suspect: LocalFeatures, in registered: LocalFeatures, mirrored isMirrored: Bool,
    pictures: Int
  ) -> [Registration] {
    let turned = isMirrored ? suspect.mirrored : suspect
    var pairs = FeatureMatcher.pairs(turned, registered)
    var regions: [Registration] = []
    while regions.count < mostRegions, pairs.count >= leastPairs,
      let found = region(pairs, registered.size, pictures: pictures)
    {
      let falseAlarms = found.falseAlarmsLog10
      if !regions.isEmpty, falseAlarms > regionFalseAlarmsLog10 { break }
      let mirror =
        isMirrored
        ? AffineMap(a: -1, b: 0, c: 0, d: 1, tx: Double(suspect.size.width - 1)) : .identity
      regions.append(
        Registration(
          map: Homography(mirror).then(found.map), isMirrored: isMirrored, matches: pairs.count,
          agreeing: found.members.count, falseAlarmsLog10: falseAlarms,
          strongest: found.members.prefix(drawnPairs).map { i in
            var point = pairs[i].suspect
            if isMirrored { point.x = Float(suspect.size.width - 1) - point.x }
            return (point, pairs[i].registered)
          }))
      let members = Set(found.near)
      pairs = pairs.indices.filter { !members.contains($0) }.map { pairs[$0] }
      if falseAlarms > regionFalseAlarmsLog10 { break }
    }
    return regions
  }

  private struct Region {
    let map: Homography
    let members: [Int]
    let near: [Int]
    let falseAlarmsLog10: Double
  }

  private static func region(
    _ pairs: [FeatureMatcher.Pair], _ size: Size, pictures: Int
  ) -> Region? {
    let from = pairs.flatMap { [$0.suspect.x, $0.suspect.y] }
    let to = pairs.flatMap { [$0.registered.x, $0.registered.y] }
    var elements = [Double](repeating: 0, count: 9)
    guard
      yv_homography(from, to, Int32(pairs.count), estimationThreshold, &elements) == 1
    else { return nil }
    let map = Homography(elements)
    guard isPlausible(map) else { return nil }
    let long = Double(max(size.width, size.height))
    let radius = tolerance * long
    func members(_ radius: Double) -> [Int] {
      pairs.indices.filter { i in
        let (x, y) = map(Double(pairs[i].suspect.x), Double(pairs[i].suspect.y))
        return hypot(x - Double(pairs[i].registered.x), y - Double(pairs[i].registered.y)) <= radius
      }
    }
    let agreeing = members(radius)
    guard agreeing.count >= 4 else { return nil }
    let probability = min(1, .pi * radius * radius / Double(size.pixelCount))
    return Region(
      map: map, members: agreeing, near: members(2 * radius),
      falseAlarmsLog10: FalseAlarms.homographyLog10(
        matches: pairs.count, agreeing: agreeing.count, probability: probability,
        pictures: pictures))
  }

  /// Pictures are flat and seen from in front: no mirroring (that is tried apart), no extreme scale,
  /// no steep perspective.
  private static func isPlausible(_ map: Homography) -> Bool {
    let determinant = map.linearDeterminant
    return determinant > 1e-3 && determinant < 400 && abs(map.elements[6]) * 600 <= 0.8
      && abs(map.elements[7]) * 600 <= 0.8
  }
}
