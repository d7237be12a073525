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
  /// What is added to and taken from each byte; one of the two is zero.
  private let plus: UnsafeMutableRawPointer
  private let minus: UnsafeMutableRawPointer

  init(width: Int) {
    self.width = width
    let room = (width + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    pattern = .allocate(capacity: room)
    amplitude = .allocate(capacity: room)
    pattern.initialize(repeating: 0, count: room)
    amplitude.initialize(repeating: 0, count: room)
    plus = .allocate(byteCount: 3 * room + Bytes.scalarCount, alignment: 16)
    minus = .allocate(byteCount: 3 * room + Bytes.scalarCount, alignment: 16)
  }

  deinit {
    pattern.deallocate()
    amplitude.deallocate()
    plus.deallocate()
    minus.deallocate()
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
  /// fit; in rows that have neither there is nothing to do.
  func shift(for pixels: UnsafePointer<UInt8>, highestAmplitude: Float, keepsWhite: Bool) {
    let (lowest, highest) = range(of: pixels)
    guard Float(highest) + highestAmplitude > 255 || Float(lowest) < 0.5 * highestAmplitude else {
      return
    }
    var pixel = pixels
    for x in 0..<width {
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
      let more = plus.loadUnaligned(fromByteOffset: i, as: Bytes.self)
      let less = minus.loadUnaligned(fromByteOffset: i, as: Bytes.self)
      let room = ~more
      let raised = value.replacing(with: room, where: room .< value) &+ more
      let lowered = raised.replacing(with: less, where: raised .< less) &- less
      target.storeBytes(of: lowered, toByteOffset: i, as: Bytes.self)
      i &+= Bytes.scalarCount
    }
    while i < count {
      let more = plus.load(fromByteOffset: i, as: UInt8.self)
      let less = minus.load(fromByteOffset: i, as: UInt8.self)
      output[i] = max(min(pixels[i], ~more) &+ more, less) &- less
      i &+= 1
    }
  }

  /// Writes every change three times, as bytes.
  private func spread() {
    let magic: Float = 12_582_912
    var x = 0
    while x < width {
      // Adding 1.5 * 2^23 leaves the rounded number, in two's complement, in the low bits.
      let level = unsafeBitCast(
        unsafeBitCast(lanes(pattern + x) + magic, to: Words.self) &- magic.bitPattern,
        to: SIMD8<Int32>.self)
      let sign = level &>> 31
      triple((level ^ sign) & ~sign, at: x, of: plus)
      triple((0 &- level) & sign, at: x, of: minus)
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

  private func range(of pixels: UnsafePointer<UInt8>) -> (lowest: UInt8, highest: UInt8) {
    let count = 3 &* width
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
