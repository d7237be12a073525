extension Plane {
  /// Half the difference of the neighbours `stride` samples before and after: the slope along a row for 1,
  /// down a column for the width; 0 where there is no neighbour.
  public func slope(along stride: Int) -> Plane {
    Plane(size: size) { output in
      for i in 0..<output.count {
        let isInside = i >= stride && i + stride < output.count
        output[i] = isInside ? (samples[i + stride] - samples[i - stride]) / 2 : 0
      }
    }
  }
}
