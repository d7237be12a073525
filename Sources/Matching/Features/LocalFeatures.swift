import Glibc
public import Pixels

/// The local features of a picture, the strongest first: SIFT keypoints with RootSIFT descriptors.
/// (D. Lowe, IJCV 60, 2004; R. Arandjelović and A. Zisserman, CVPR 2012.)
public struct LocalFeatures: Sendable {
  /// Bytes of a descriptor: 4 x 4 cells of 8 directions.
  public static let descriptorLength = 128

  /// The size of the working picture they were found in.
  public let size: Size
  /// The spots.
  public let points: [LocalFeature]
  /// `descriptorLength` bytes for each, with a norm of about 512.
  public let descriptors: [UInt8]

  /// Features that were found before; the descriptors fill `points` exactly.
  public init(size: Size, points: [LocalFeature], descriptors: [UInt8]) {
    precondition(descriptors.count == points.count * Self.descriptorLength)
    self.size = size
    self.points = points
    self.descriptors = descriptors
  }

  /// How many there are.
  public var count: Int { points.count }

  /// At most `limit` of them: half by strength, the rest by turns from 8 x 8 parts of the picture,
  /// so that any crop keeps some.
  public func balanced(_ limit: Int) -> LocalFeatures {
    guard count > limit else { return self }
    let chosen = Self.balanced(points, in: size, limit: limit)
    return LocalFeatures(
      size: size, points: chosen.map { points[$0] },
      descriptors: chosen.flatMap { descriptor($0) })
  }

  /// Which of `points`, the strongest first, `balanced` keeps.
  static func balanced(_ points: [LocalFeature], in size: Size, limit: Int) -> [Int] {
    guard points.count > limit else { return Array(points.indices) }
    let side = 8
    var chosen = Array(0..<limit / 2)
    var parts = [[Int]](repeating: [], count: side * side)
    for i in limit / 2..<points.count {
      let column = min(side - 1, max(0, Int(points[i].x) * side / size.width))
      let row = min(side - 1, max(0, Int(points[i].y) * side / size.height))
      parts[row * side + column].append(i)
    }
    var round = 0
    while chosen.count < limit {
      let before = chosen.count
      for part in parts where round < part.count && chosen.count < limit {
        chosen.append(part[round])
      }
      if chosen.count == before { break }
      round += 1
    }
    return chosen
  }

  /// The first `limit` of them.
  public func strongest(_ limit: Int) -> LocalFeatures {
    guard count > limit else { return self }
    return LocalFeatures(
      size: size, points: Array(points.prefix(limit)),
      descriptors: Array(descriptors.prefix(limit * Self.descriptorLength)))
  }

  /// The features of the picture mirrored left to right, without looking at it again: cells change
  /// places, and directions run the other way.
  public var mirrored: LocalFeatures {
    let points = points.map { point in
      var point = point
      point.x = Float(size.width - 1) - point.x
      let angle = Float.pi - point.angle
      point.angle = angle < 0 ? angle + 2 * .pi : angle
      return point
    }
    var mirrored = [UInt8](repeating: 0, count: descriptors.count)
    for start in stride(from: 0, to: descriptors.count, by: Self.descriptorLength) {
      for i in 0..<Self.descriptorLength {
        mirrored[start + i] = descriptors[start + Self.place[i]]
      }
    }
    return LocalFeatures(size: size, points: points, descriptors: mirrored)
  }

  func descriptor(_ index: Int) -> ArraySlice<UInt8> {
    descriptors[index * Self.descriptorLength..<(index + 1) * Self.descriptorLength]
  }

  /// Where each value of a mirrored descriptor comes from.
  private static let place: [Int] = (0..<descriptorLength).map { i in
    let (row, column, direction) = (i / 32, i / 8 % 4, i % 8)
    return (3 - row) * 32 + column * 8 + (8 - direction) % 8
  }
}
