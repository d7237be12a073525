import Glibc

/// How far a changed picture is from the one it was made from.
public enum QualityMetrics {
  /// The peak signal-to-noise ratio of 8-bit samples in dB; 99 when nothing differs.
  public static func psnr(_ first: [UInt8], _ second: [UInt8]) -> Double {
    precondition(first.count == second.count)
    var sum = 0
    first.withUnsafeBufferPointer { a in
      second.withUnsafeBufferPointer { b in
        // As many as a sum of 32 bits, of which a vector holds twice as many as of 64, has room for.
        for start in stride(from: 0, to: a.count, by: 1 << 15) {
          var part: Int32 = 0
          for i in start..<min(start &+ 1 << 15, a.count) {
            let difference = Int32(a[i]) &- Int32(b[i])
            part &+= difference &* difference
          }
          sum &+= Int(part)
        }
      }
    }
    return psnr(meanSquaredError: Double(sum) / Double(max(first.count, 1)))
  }

  /// The peak signal-to-noise ratio in dB for a mean squared error on the 0...255 scale.
  public static func psnr(meanSquaredError: Double) -> Double {
    meanSquaredError <= 0 ? 99 : min(99, 10 * log10(255 * 255 / meanSquaredError))
  }
}
