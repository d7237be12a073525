import Pixels
import Testing

private func pair(_ size: Size, change: Float) -> (Plane, Plane) {
  var generator = SeededGenerator(seed: 3)
  let reference = Plane(size: size) { samples in
    for i in 0..<samples.count {
      let (x, y) = (i % size.width, i / size.width)
      samples[i] = Float(40 + (x * 3 + y * 2 + (x * y) / 16) % 160)
    }
  }
  return (reference, reference.map { $0 + Float.random(in: -change...change, using: &generator) })
}

/// By the definition, for every window that lies within the picture.
private func definition(_ a: Plane, _ b: Plane) -> Double {
  let blur = GaussianFilter(sigma: 1.5, radius: 5)
  let (ma, mb) = (blur(a), blur(b))
  let (aa, bb) = (blur(a.product(with: a)), blur(b.product(with: b)))
  let ab = blur(a.product(with: b))
  var values: [Double] = []
  for y in 5..<a.height - 5 {
    for x in 5..<a.width - 5 {
      let (p, q) = (Double(ma[x, y]), Double(mb[x, y]))
      let (va, vb) = (Double(aa[x, y]) - p * p, Double(bb[x, y]) - q * q)
      let covariance = Double(ab[x, y]) - p * q
      values.append(
        (2 * p * q + 6.5025) * (2 * covariance + 58.5225)
          / ((p * p + q * q + 6.5025) * (va + vb + 58.5225)))
    }
  }
  return values.reduce(0, +) / Double(values.count)
}

@Test(arguments: [(64, 48, Float(3)), (131, 77, 20), (300, 200, 9)])
func similarityFollowsTheDefinition(width: Int, height: Int, change: Float) {
  let (a, b) = pair(Size(width: width, height: height), change: change)
  // The rows at the border count here and not there.
  #expect(abs(StructuralSimilarity(reference: a)(b) - definition(a, b)) < 0.008)
}

@Test func sampledSimilarityIsNearlyTheSame() {
  let (a, b) = pair(Size(width: 443, height: 591), change: 6)
  let all = StructuralSimilarity(reference: a)(b)
  #expect(abs(all - StructuralSimilarity(reference: a, isSampled: true)(b)) < 0.002)
  #expect(StructuralSimilarity(reference: a)(a) == 1)
}

@Test func blurOfAPointIsTheKernel() {
  var plane = Plane(size: Size(width: 61, height: 47))
  plane[30, 20] = 1
  let blurred = GaussianFilter(sigma: 2)(plane)
  #expect(abs(blurred.samples.reduce(0, +) - 1) < 1e-4)
  #expect(abs(blurred[33, 20] / blurred[30, 20] - 0.324_65) < 1e-3)
  #expect(abs(blurred[30, 16] - blurred[34, 20]) < 1e-6)
  #expect(blurred[10, 20] == 0)
}
