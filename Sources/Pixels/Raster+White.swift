extension Raster {
  /// The picture on white paper, for formats and comparisons without opacity; itself when it is
  /// opaque.
  public var onWhite: Raster {
    guard let alpha else { return self }
    var samples = samples
    samples.withUnsafeMutableBufferPointer { samples in
      for i in 0..<alpha.count {
        let opacity = Int(alpha[i])
        if opacity == 255 { continue }
        for channel in 3 &* i..<3 &* i &+ 3 {
          let mixed = Int(samples[channel]) &* opacity &+ 255 &* (255 &- opacity) &+ 127
          samples[channel] = UInt8(truncatingIfNeeded: mixed / 255)
        }
      }
    }
    return Raster(size: size, samples: samples)
  }
}
