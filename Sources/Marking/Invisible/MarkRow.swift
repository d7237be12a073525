import Pixels

/// Adds the mark to one row of pixels after the other.
final class MarkRow {
  private typealias Lanes = SIMD8<Float>
  private typealias Words = SIMD8<UInt32>
  private typealias Bytes = SIMD16<UInt8>

  private let width: Int
  /// Pattern, then amplitude, then their product with its shift; each whole vectors.
  private let pattern: UnsafeMutablePointer<Float>
  private let amplitude: UnsafeMutablePointer<Float>
  /// What is added to each byte, in two's complement.
  private let levels: UnsafeMutableRawPointer

  init(width: Int) {
    self.width = width
    let room = (width + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    pattern = .allocate(capacity: room)
    amplitude = .allocate(capacity: room)
    pattern.initialize(repeating: 0, count: room)
    amplitude.initialize(repeating: 0, count: room)
    levels = .allocate(byteCount: 3 * room + Bytes.scalarCount, alignment: 16)
  }

  deinit {
    pattern.deallocate()
    amplitude.deallocate()
    levels.deallocate()
  }

  func read(_ y: Int, patterns: ResampledRows, amplitudes: ResampledRows) {
    patterns.read(y, into: pattern)
    amplitudes.read(y, into: amplitude)
    var x = 0
    while x < width {
      let target = UnsafeMutableRawPointer(pattern + x)
      let product = target.loadUnaligned(as: Lanes.self) * lanes(amplitude + x)
      target.storeBytes(of: product, as: Lanes.self)
      x &+= Lanes.scalarCount
    }
  }

  /// Shifts the change near white and black, by as much as the amplitude needs for both signs to
  /// fit; where there is neither there is nothing to do.
  func shift(for pixels: UnsafePointer<UInt8>, highestAmplitude: Float, keepsWhite: Bool) {
    var start = 0
    while start < width {
      let end = min(start &+ Self.pixelsLookedAt, width)
      let (lowest, highest) = range(of: pixels + 3 &* start, count: 3 &* (end &- start))
      if Float(highest) + highestAmplitude > 255 || Float(lowest) < 0.5 * highestAmplitude {
        shift(start..<end, for: pixels, keepsWhite: keepsWhite)
      }
      start = end
    }
  }

  private static let pixelsLookedAt = 64

  private func shift(_ columns: Range<Int>, for pixels: UnsafePointer<UInt8>, keepsWhite: Bool) {
    var pixel = pixels + 3 &* columns.lowerBound
    for x in columns {
      let (r, g, b) = (pixel[0], pixel[1], pixel[2])
      let strength = amplitude[x]
      let above = 255 - strength - Float(max(r, max(g, b)))
      let below = 0.5 * strength - Float(min(r, min(g, b)))
      pattern[x] += min(above, 0) + max(below, 0)
      if keepsWhite, WhiteGround.isWhite(pixel) { pattern[x] = 0 }
      pixel += 3
    }
  }

  /// Adds the change, rounded to whole levels, to the three channels of every pixel.
  func add(to pixels: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) {
    spread()
    let count = 3 &* width
    let (source, target) = (UnsafeRawPointer(pixels), UnsafeMutableRawPointer(output))
    var i = 0
    while i &+ Bytes.scalarCount <= count {
      let value = source.loadUnaligned(fromByteOffset: i, as: Bytes.self)
      let level = levels.loadUnaligned(fromByteOffset: i, as: Bytes.self)
      let sign = unsafeBitCast(
        unsafeBitCast(level, to: SIMD16<Int8>.self) &>> 7, to: Bytes.self)
      let (more, less) = (level & ~sign, (0 &- level) & sign)
      let room = ~more
      let raised = value.replacing(with: room, where: room .< value) &+ more
      let lowered = raised.replacing(with: less, where: raised .< less) &- less
      target.storeBytes(of: lowered, toByteOffset: i, as: Bytes.self)
      i &+= Bytes.scalarCount
    }
    while i < count {
      let level = Int(levels.load(fromByteOffset: i, as: Int8.self))
      output[i] = UInt8(min(max(Int(pixels[i]) &+ level, 0), 255))
      i &+= 1
    }
  }

  /// Writes every change three times, as bytes.
  private func spread() {
    let magic: Float = 12_582_912
    var x = 0
    while x < width {
      // Adding 1.5 * 2^23 leaves the rounded number, in two's complement, in the low bits.
      let level = unsafeBitCast(lanes(pattern + x) + magic, to: Words.self) & 0xFF
      triple(unsafeBitCast(level, to: SIMD8<Int32>.self), at: x, of: levels)
      x &+= Lanes.scalarCount
    }
  }

  /// Every store writes a fourth byte, which the next one overwrites.
  @inline(__always)
  private func triple(_ level: SIMD8<Int32>, at x: Int, of bytes: UnsafeMutableRawPointer) {
    let word = level | level &<< 8 | level &<< 16
    let place = bytes + 3 &* x
    let (low, high) = (word.lowHalf, word.highHalf)
    place.storeBytes(of: low[0], as: Int32.self)
    place.storeBytes(of: low[1], toByteOffset: 3, as: Int32.self)
    place.storeBytes(of: low[2], toByteOffset: 6, as: Int32.self)
    place.storeBytes(of: low[3], toByteOffset: 9, as: Int32.self)
    place.storeBytes(of: high[0], toByteOffset: 12, as: Int32.self)
    place.storeBytes(of: high[1], toByteOffset: 15, as: Int32.self)
    place.storeBytes(of: high[2], toByteOffset: 18, as: Int32.self)
    place.storeBytes(of: high[3], toByteOffset: 21, as: Int32.self)
  }

  private func range(
    of pixels: UnsafePointer<UInt8>, count: Int
  ) -> (lowest: UInt8, highest: UInt8) {
    let source = UnsafeRawPointer(pixels)
    var (low, high) = (Bytes(repeating: 255), Bytes.zero)
    var i = 0
    while i &+ Bytes.scalarCount <= count {
      let value = source.loadUnaligned(fromByteOffset: i, as: Bytes.self)
      low = low.replacing(with: value, where: value .< low)
      high = high.replacing(with: value, where: value .> high)
      i &+= Bytes.scalarCount
    }
    var (lowest, highest) = (low.min(), high.max())
    while i < count {
      lowest = min(lowest, pixels[i])
      highest = max(highest, pixels[i])
      i &+= 1
    }
    return (lowest, highest)
  }

  @inline(__always)
  private func lanes(_ samples: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(samples).loadUnaligned(as: Lanes.self)
  }
}
