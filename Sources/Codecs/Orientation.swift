import Pixels

/// The eight ways a picture may lie in memory: the values of the Orientation tag (TIFF 6.0, tag
/// 274).
enum Orientation: Int {
  case upright = 1
  case mirrored
  case halfTurned
  case flipped
  case transposed
  case quarterTurnNeeded
  case transversed
  case threeQuarterTurnNeeded

  /// Whether width and height change places.
  var swapsSides: Bool { rawValue >= 5 }

  /// The size a stored size is shown with.
  func applied(to size: Size) -> Size {
    swapsSides ? Size(width: size.height, height: size.width) : size
  }

  /// The raster as it is meant to be seen; the same raster, uncopied, when it is upright.
  func applied(to raster: Raster) -> Raster {
    guard self != .upright else { return raster }
    let turned = applied(to: raster.size)
    let samples = rearranged(raster.samples, from: raster.size, channels: 3)
    let alpha = raster.alpha.map { rearranged($0, from: raster.size, channels: 1) }
    return Raster(size: turned, samples: samples, alpha: alpha)
  }

  /// Where the top left pixel comes from, and how far apart in the source neighbours along a row
  /// and along a column lie, in pixels.
  private func walk(of size: Size) -> (start: Int, column: Int, row: Int) {
    let width = size.width
    let last = size.width * size.height - 1
    return switch self {
    case .upright: (0, 1, width)
    case .mirrored: (width - 1, -1, width)
    case .halfTurned: (last, -1, -width)
    case .flipped: (last - width + 1, 1, -width)
    case .transposed: (0, width, 1)
    case .quarterTurnNeeded: (last - width + 1, -width, 1)
    case .transversed: (last, -width, -1)
    case .threeQuarterTurnNeeded: (width - 1, width, -1)
    }
  }

  private func rearranged(_ source: [UInt8], from size: Size, channels: Int) -> [UInt8] {
    let (start, column, row) = walk(of: size)
    let target = applied(to: size)
    // Tiles keep both the rows written and the columns read in the cache.
    let tile = 64
    return [UInt8](unsafeUninitializedCapacity: source.count) { output, initialized in
      source.withUnsafeBufferPointer { input in
        guard let from = input.baseAddress, let to = output.baseAddress else { return }
        for top in stride(from: 0, to: target.height, by: tile) {
          for left in stride(from: 0, to: target.width, by: tile) {
            let right = min(left &+ tile, target.width)
            for y in top..<min(top &+ tile, target.height) {
              var read = from + (start &+ y &* row &+ left &* column) &* channels
              var write = to + (y &* target.width &+ left) &* channels
              for _ in left..<right {
                write[0] = read[0]
                if channels == 3 {
                  write[1] = read[1]
                  write[2] = read[2]
                }
                read += column &* channels
                write += channels
              }
            }
          }
        }
      }
      initialized = source.count
    }
  }
}
