/// Successive-cancellation list decoding of `PolarCode` in the min-sum approximation.
/// (I. Tal, A. Vardy, *List Decoding of Polar Codes*, IEEE Trans. IT 61(5), 2015; nodes as in
/// S. A. Hashemi et al., *Fast and Flexible Successive-Cancellation List Decoders*, IEEE Trans. SP
/// 65(21), 2017.)
struct PolarListDecoder {
  let listSize: Int

  /// Information bits of the surviving paths, the likeliest first, for 512 log-likelihood ratios
  /// (positive means 0) in any common unit.
  func decode(_ channel: [Float]) -> [[UInt8]] {
    precondition(channel.count == PolarCode.length)
    let paths = PolarPaths(count: listSize)
    var active = [0]
    var spare = Array(1..<listSize)
    channel.withUnsafeBufferPointer { channel in
      for node in PolarCode.nodes {
        for path in active { paths.reach(node, path: path, channel: channel.baseAddress!) }
        if node.isFrozen {
          for path in active { paths.fill(node, path: path, with: 0) }
        } else {
          split(&active, &spare, paths, at: node)
        }
      }
    }
    return active.sorted { paths.metrics[$0] < paths.metrics[$1] }.map(paths.information)
  }

  /// Goes on with the likeliest of the two ways every path has.
  private func split(
    _ active: inout [Int], _ spare: inout [Int], _ paths: PolarPaths, at node: PolarCode.Node
  ) {
    // Metrics are not negative, so that their bits are in the order of their values; in the lower
    // half of a word are path and value, the order among equals.
    func option(_ i: Int, _ value: UInt8) -> UInt64 {
      UInt64(paths.metric(active[i], deciding: value).bitPattern) << 32
        | UInt64(2 * i) | UInt64(value)
    }
    let limit =
      2 * active.count <= listSize
      ? UInt64.max
      : withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * active.count) { options in
        for i in active.indices {
          options[2 * i] = option(i, 0)
          options[2 * i + 1] = option(i, 1)
        }
        return Self.smallest(listSize, of: options)
      }
    /// Of every path, whether to go on with 0 and with 1: bits 0 and 1.
    let kept = active.indices.map { i in
      (option(i, 0) <= limit ? 1 : 0) | (option(i, 1) <= limit ? 2 : 0)
    }
    for (path, values) in zip(active, kept) where values == 0 {
      paths.drop(path)
      spare.append(path)
    }
    let before = active
    active.removeAll(keepingCapacity: true)
    for (path, values) in zip(before, kept) where values != 0 {
      let likelier: UInt8 =
        paths.metric(path, deciding: 0) <= paths.metric(path, deciding: 1) ? 0 : 1
      if values == 3 {
        let twin = spare.removeLast()
        paths.copy(path, to: twin)
        paths.decide(node, path: twin, 1 - likelier)
        active.append(twin)
      }
      paths.decide(node, path: path, values == 3 ? likelier : UInt8(values >> 1))
      active.append(path)
    }
  }

  /// The `count`-th smallest of more than `count` different numbers, which are rearranged.
  /// (C. A. R. Hoare, *Find*, CACM 4(7), 1961.)
  private static func smallest(
    _ count: Int, of numbers: UnsafeMutableBufferPointer<UInt64>
  ) -> UInt64 {
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let pivot = numbers[(low &+ high) >> 1]
      var (i, j) = (low, high)
      while i <= j {
        while numbers[i] < pivot { i &+= 1 }
        while numbers[j] > pivot { j &-= 1 }
        if i <= j {
          (numbers[i], numbers[j]) = (numbers[j], numbers[i])
          i &+= 1
          j &-= 1
        }
      }
      if count - 1 <= j { high = j } else if count - 1 >= i { low = i } else { break }
    }
    return numbers[count - 1]
  }
}
