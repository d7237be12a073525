public import Codecs
public import Pixels

/// Finds how a picture is to be encoded so that its file keeps within a slot's bytes, at the best
/// quality that does.
///
/// What counts is the marked file, which is a little larger than the unmarked one. `settings` leaves
/// room for that, and `lowered` corrects it when the file is there.
public struct SizeFitter: Sendable {
  /// The best JPEG quality used when nothing asks for more.
  public static let usualQuality = 95
  private static let qualities = 40...100
  /// The mark makes a file larger by this factor, as a first guess.
  private static let expectedGrowth = 1.08
  /// The most by which a marked file is larger than the unmarked one at the best quality.
  public static let mostGrowth = 1.04

  /// The fewest and the most bytes of the whole file.
  public let bytes: ClosedRange<Int>
  /// Bytes that will be added to the file afterwards.
  public let reserve: Int

  /// Within `bytes`, with `reserve` of them left for what is put into the file later.
  public init(_ bytes: ClosedRange<Int>, reserve: Int = 0) {
    self.bytes = bytes
    self.reserve = reserve
  }

  private var room: Int { max(0, bytes.upperBound - reserve) }

  /// How to encode a picture, and what that was found from.
  public struct Fit: Sendable {
    /// How to encode it.
    public let settings: EncodeSettings
    /// The JPEG quality in `settings`.
    public let quality: Int
    /// The size of the unmarked file at the best quality that it could have.
    public let unmarkedBytes: Int
  }

  /// How to encode `raster`, which does not have its invisible mark yet.
  public func settings(
    for raster: Raster, metadata: ImageMetadata, colorModel: ColorModel
  ) throws(CodecError) -> Fit {
    var sizes: [Int: Int] = [:]
    func size(_ quality: Int) throws(CodecError) -> Int {
      if let known = sizes[quality] { return known }
      let size = try ImageEncoder.encode(
        raster, metadata: metadata, settings: Self.settings(quality, colorModel)
      ).count
      sizes[quality] = size
      return size
    }
    guard
      var best = try Self.highest(
        Self.qualities.lowerBound...Self.usualQuality,
        where: {
          quality throws(CodecError) in try size(quality) <= room
        })
    else { throw CodecError(.byteCeilingUnreachable, "JPEG: \(bytes.upperBound) bytes") }
    // Only a floor is a reason for more than the usual quality.
    while try size(best) < bytes.lowerBound, best < Self.qualities.upperBound { best += 1 }
    guard try size(best) >= bytes.lowerBound, try size(best) <= room else {
      throw CodecError(.byteFloorUnreachable, "JPEG: \(bytes.lowerBound) bytes")
    }
    let bound = min(Double(room), Self.mostGrowth * Double(try size(best)))
    let chosen = try Self.highest(Self.qualities.lowerBound...best) {
      quality throws(CodecError) in
      Double(try size(quality)) * Self.expectedGrowth <= bound
    }
    var quality = chosen ?? Self.qualities.lowerBound
    while try size(quality) < bytes.lowerBound, quality < best { quality += 1 }
    return Fit(
      settings: Self.settings(quality, colorModel), quality: quality,
      unmarkedBytes: try size(best))
  }

  /// What to do about a marked file of `count` bytes: nil when it is as it should be, otherwise the next
  /// quality to try. Throws when none would do.
  public func lowered(
    _ fit: Fit, markedBytes count: Int, colorModel: ColorModel
  ) throws(CodecError) -> Fit? {
    let bound = min(Double(room), Self.mostGrowth * Double(fit.unmarkedBytes))
    if Double(count) <= bound { return nil }
    var (quality, expected) = (fit.quality, Double(count))
    repeat {
      expected *= Self.shrinkage(below: quality)
      quality -= 1
    } while expected > bound && quality > Self.qualities.lowerBound
    let isAtFloor = expected < Double(bytes.lowerBound)
    let isLowest = fit.quality == Self.qualities.lowerBound
    if count <= room, isLowest || isAtFloor { return nil }
    guard !isLowest else {
      throw CodecError(.byteCeilingUnreachable, "JPEG: \(bytes.upperBound) bytes")
    }
    return Fit(
      settings: Self.settings(quality, colorModel), quality: quality,
      unmarkedBytes: fit.unmarkedBytes)
  }

  /// About by what factor a file shrinks from a quality to the next lower one; from 90 to 89, chroma is
  /// halved as well.
  private static func shrinkage(below quality: Int) -> Double {
    switch quality {
    case 93...: 0.92
    case 91...92: 0.95
    case 90: 0.8
    default: 0.97
    }
  }

  private static func settings(_ quality: Int, _ colorModel: ColorModel) -> EncodeSettings {
    EncodeSettings(
      format: .jpeg, jpegQuality: .quality(quality), colorModel: colorModel == .grey ? .grey : .rgb)
  }

  /// The highest of `range` that holds, where whatever is below one that holds does so too.
  private static func highest(
    _ range: ClosedRange<Int>, where holds: (Int) throws(CodecError) -> Bool
  ) throws(CodecError) -> Int? {
    if try holds(range.upperBound) { return range.upperBound }
    var (low, high) = (range.lowerBound - 1, range.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if try holds(middle) { low = middle } else { high = middle }
    }
    return low < range.lowerBound ? nil : low
  }
}
