public import Pixels

/// A picture as ISCC looks at it: on white, near-uniform borders cut away, grey, 32 x 32 samples;
/// equal sample for sample to what `iscc-sdk` 0.9.7 makes with Pillow up to version 12 (Pillow 13
/// takes the axes of some tall pictures in the other order and rounds a few levels differently).
public struct GreyThumbnail: Sendable, Equatable {
  /// Samples a side.
  public static let side = 32
  private static let tolerance = 16
  private static let mostTrims = 16
  /// Fraction bits of Pillow's resampling weights.
  private static let precision = 22

  /// `side * side` grey levels, rows from top to bottom.
  public let samples: [UInt8]

  /// The thumbnail of a picture.
  public init(_ raster: Raster) {
    let opaque = raster.onWhite
    let region = Self.trimmed(opaque)
    let grey = Self.grey(opaque, region)
    let wide = Self.resampled(
      grey, width: region.width, height: region.height, to: Self.side, across: true)
    samples = Self.resampled(
      wide, width: Self.side, height: region.height, to: Self.side, across: false)
  }

  /// ITU-R BT.601 luma in Pillow's fixed point.
  private static func grey(_ raster: Raster, _ region: Region) -> [UInt8] {
    var grey = [UInt8](repeating: 0, count: region.width * region.height)
    raster.samples.withUnsafeBufferPointer { rgb in
      for y in 0..<region.height {
        for x in 0..<region.width {
          let i = 3 &* ((region.y &+ y) &* raster.size.width &+ region.x &+ x)
          let sum =
            Int(rgb[i]) &* 19_595 &+ Int(rgb[i &+ 1]) &* 38_470 &+ Int(rgb[i &+ 2]) &* 7_471
          grey[y &* region.width &+ x] = UInt8(truncatingIfNeeded: (sum &+ 0x8000) >> 16)
        }
      }
    }
    return grey
  }

  /// What is left when near-uniform borders are cut away until nothing more is cut. A band cut from
  /// one side alone must be flat, so that skies stay.
  private static func trimmed(_ raster: Raster) -> Region {
    var region = Region(x: 0, y: 0, width: raster.size.width, height: raster.size.height)
    for _ in 0..<mostTrims {
      guard let content = content(of: raster, in: region, tolerance), content != region else {
        break
      }
      let sides =
        (content.x > region.x ? 1 : 0) + (content.y > region.y ? 1 : 0)
        + (content.x + content.width < region.x + region.width ? 1 : 0)
        + (content.y + content.height < region.y + region.height ? 1 : 0)
      if sides == 1, Self.content(of: raster, in: region, tolerance / 2) != content { break }
      region = content
    }
    return region
  }

  /// The box around the pixels with a channel that differs from the upper left pixel by more than
  /// `tolerance`; nil when there is none.
  private static func content(
    of raster: Raster, in region: Region, _ tolerance: Int
  ) -> Region? {
    raster.samples.withUnsafeBufferPointer { rgb in
      func offset(_ x: Int, _ y: Int) -> Int { 3 &* (y &* raster.size.width &+ x) }
      let corner = offset(region.x, region.y)
      func differs(_ i: Int) -> Bool {
        for channel in 0..<3
        where
          abs(Int(rgb[i &+ channel]) &- Int(rgb[corner &+ channel])) > tolerance
        { return true }
        return false
      }
      var (left, right, top, bottom) = (Int.max, -1, -1, -1)
      for y in region.y..<region.y + region.height {
        let row = region.x..<region.x + region.width
        guard let first = row.first(where: { differs(offset($0, y)) }),
          let last = row.last(where: { differs(offset($0, y)) })
        else { continue }
        if top < 0 { top = y }
        (left, right, bottom) = (min(left, first), max(right, last), y)
      }
      return bottom < 0
        ? nil : Region(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
  }

  /// One axis resampled with Pillow's cubic (a = -0.5, widened when shrinking) in fixed point.
  private static func resampled(
    _ input: [UInt8], width: Int, height: Int, to count: Int, across: Bool
  ) -> [UInt8] {
    let length = across ? width : height
    if length == count { return input }
    let taps = (0..<count).map { weights(of: $0, length: length, count: count) }
    let (outWidth, outHeight) = across ? (count, height) : (width, count)
    var output = [UInt8](repeating: 0, count: outWidth * outHeight)
    input.withUnsafeBufferPointer { input in
      for y in 0..<outHeight {
        for x in 0..<outWidth {
          let (first, weights) = taps[across ? x : y]
          var sum = 1 << (precision - 1)
          for (k, weight) in weights.enumerated() {
            let i = across ? y &* width &+ first &+ k : (first &+ k) &* width &+ x
            sum &+= weight &* Int(input[i])
          }
          output[y &* outWidth &+ x] = UInt8(min(max(sum >> precision, 0), 255))
        }
      }
    }
    return output
  }

  private static func weights(
    of index: Int, length: Int, count: Int
  ) -> (first: Int, weights: [Int]) {
    let scale = Double(length) / Double(count)
    let widened = max(scale, 1)
    let support = 2 * widened
    let centre = (Double(index) + 0.5) * scale
    let first = max(0, Int(centre - support + 0.5))
    let end = min(length, Int(centre + support + 0.5))
    let raw = (first..<max(end, first)).map { cubic((Double($0) - centre + 0.5) / widened) }
    let sum = raw.reduce(0, +)
    return (
      first,
      raw.map { weight in
        let fixed = (sum == 0 ? weight : weight / sum) * Double(1 << precision)
        return Int(fixed < 0 ? fixed - 0.5 : fixed + 0.5)
      }
    )
  }

  private static func cubic(_ distance: Double) -> Double {
    let (x, a) = (abs(distance), -0.5)
    if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
    if x < 2 { return (((x - 5) * x + 8) * x - 4) * a }
    return 0
  }
}
