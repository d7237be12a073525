import Glibc
import Pixels
import Testing

private func noise(_ size: Size, seed: UInt64) -> Plane {
  var generator = SeededGenerator(seed: seed)
  return Plane(size: size) { samples in
    for i in 0..<samples.count { samples[i] = Float.random(in: -1...1, using: &generator) }
  }
}

@Test(arguments: [(16, 16), (24, 20), (20, 48), (64, 40)])
func forwardTransformEqualsTheDefinition(width: Int, height: Int) {
  let size = Size(width: width, height: height)
  let plane = noise(Size(width: width - 3, height: height - 5), seed: 7)
  let transform = RealFourierTransform(atLeast: size)
  #expect(transform.size == size)
  let spectrum = transform.forward(plane)
  for (kx, ky) in [(0, 0), (1, 0), (3, 5), (width - 2, 7), (width / 2, height / 2), (5, 1)] {
    var (re, im) = (0.0, 0.0)
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let angle =
          -2 * Double.pi
          * (Double(kx * x) / Double(width) + Double(ky * y) / Double(height))
        re += Double(plane[x, y]) * cos(angle)
        im += Double(plane[x, y]) * sin(angle)
      }
    }
    let i = kx * spectrum.stride + ky
    #expect(abs(Double(spectrum.real[i]) - re) < 2e-4)
    #expect(abs(Double(spectrum.imaginary[i]) - im) < 2e-4)
  }
}

@Test(arguments: [(512, 512), (443, 591), (1000, 300), (37, 1023)])
func inverseReturnsThePlane(width: Int, height: Int) {
  let plane = noise(Size(width: width, height: height), seed: 3)
  let transform = RealFourierTransform(atLeast: plane.size)
  let back = transform.inverse(transform.forward(plane), extent: plane.size)
  let scale = Float(transform.size.pixelCount)
  let worst = zip(plane.samples, back.samples).map { abs($0 - $1 / scale) }.max() ?? 1
  #expect(worst < 2e-6)
}

@Test(arguments: [(3, 5), (-7, 2), (4, -9), (6, 0), (-6, 0)])
func addedToneIsACosineInThePlane(fx: Int, fy: Int) {
  let transform = RealFourierTransform(atLeast: Size(width: 32, height: 32))
  var spectrum = transform.emptySpectrum()
  spectrum.addTone(fx: fx, fy: fy, real: 0.6, imaginary: -0.3)
  let plane = transform.inverse(spectrum, extent: transform.size)
  for (x, y) in [(0, 0), (1, 0), (5, 11), (31, 17)] {
    let angle = 2 * Double.pi * Double(fx * x + fy * y) / 32
    let expected = 0.6 * cos(angle) + 0.3 * sin(angle)
    #expect(abs(Double(plane[x, y]) - expected) < 1e-5)
  }
}
