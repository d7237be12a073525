import Codecs
import Marking
import Pixels
import Typesetting

/// A shop's logo: read from a file, and judged.
enum LogoFile {
  /// A logo of pixels with a shorter longest side than this cannot be drawn well anywhere.
  static let leastSide = 100
  static let mostBytes = 16 << 20
  private static let limits = DecodeLimits(maximumPixels: 40_000_000, maximumFileBytes: mostBytes)
  /// Logos are never drawn larger than this.
  private static let workingSide = 2048.0

  static func subject(
    _ bytes: [UInt8], whiteIsTransparent: Bool, name: String
  ) throws(Problem) -> VisibleMark.Subject {
    if ImageFormat.detect(bytes) == nil, looksLikeText(bytes) {
      do { return .drawing(try SVGDrawing(bytes)) } catch { throw Problem(error) }
    }
    let image = try decoded(bytes, name)
    guard image.colorModel != .cmyk else { throw Problem.logoCMYK }
    let side = max(image.raster.size.width, image.raster.size.height)
    guard side >= leastSide, min(image.raster.size.width, image.raster.size.height) >= 8 else {
      throw Problem.logoTooSmall(image.raster.size, least: leastSide)
    }
    var raster: Raster
    do { raster = try image.analysisRaster() } catch { throw Problem(error, path: name) }
    if whiteIsTransparent { raster = clearedOfWhite(raster) }
    guard raster.alpha?.contains(where: { $0 > 0 }) ?? true else { throw Problem.logoInvisible }
    let scale = workingSide / Double(side)
    if scale >= 1 { return .logo(raster) }
    let size = Size(
      width: max(1, Int(Double(raster.size.width) * scale)),
      height: max(1, Int(Double(raster.size.height) * scale)))
    return .logo(Resampler(from: raster.size, to: size)(raster))
  }

  static func findings(
    _ bytes: [UInt8], whiteIsTransparent: Bool, name: String
  ) throws(Problem) -> [FindingCode] {
    guard ImageFormat.detect(bytes) != nil else { return [] }
    let isOpaque = try decoded(bytes, name).raster.alpha == nil
    return isOpaque && !whiteIsTransparent ? [.logoOpaque] : []
  }

  private static func decoded(_ bytes: [UInt8], _ name: String) throws(Problem) -> SourceImage {
    do { return try SourceImage.decode(bytes, limits: limits) } catch {
      throw Problem(error, path: name)
    }
  }

  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return start.first { $0 > 0x20 } == UInt8(ascii: "<")
  }

  /// The picture with white made clear: what is nearly white is nearly clear.
  private static func clearedOfWhite(_ raster: Raster) -> Raster {
    let (solid, clear) = (225.0, 250.0)
    var alpha = raster.alpha ?? [UInt8](repeating: 255, count: raster.size.pixelCount)
    for i in alpha.indices {
      let darkest = Double(raster.samples[3 * i..<3 * i + 3].min() ?? 255)
      let share = min(max((clear - darkest) / (clear - solid), 0), 1)
      alpha[i] = UInt8(Double(alpha[i]) * share)
    }
    return Raster(size: raster.size, samples: raster.samples, alpha: alpha)
  }
}
