import Pixels
import Testing

private func reference(_ size: Size) -> Raster {
  picture(size) { x, y, c in 40 + (x * 3 + y * 2 + c * 50 + (x * y) / 16) % 160 }
}

private func changed(_ raster: Raster, by amount: Int) -> Raster {
  let width = raster.size.width
  return picture(raster.size) { x, y, c in
    let change = (x * x + 3 * y * y + c * x * y) % (2 * amount + 1) - amount
    return Int(raster.samples[(y * width + x) * 3 + c]) + change
  }
}

private func picture(_ size: Size, _ value: (Int, Int, Int) -> Int) -> Raster {
  var samples: [UInt8] = []
  for y in 0..<size.height {
    for x in 0..<size.width {
      for c in 0..<3 { samples.append(UInt8(value(x, y, c))) }
    }
  }
  return Raster(size: size, samples: samples)
}

/// Scores by the Python package `ssimulacra2` 0.3.0 of the same pictures.
@Test(arguments: [
  (64, 48, 3, 94.102), (131, 77, 1, 91.313),
  (131, 77, 12, 10.169), (400, 301, 6, 85.628),
  (500, 333, 30, 2.546),
])
func scoreIsThatOfThePythonPackage(width: Int, height: Int, change: Int, score: Double) {
  let picture = reference(Size(width: width, height: height))
  let measured = Ssimulacra2(reference: picture)(changed(picture, by: change))
  #expect(abs(measured - score) < 0.05)
}

@Test func equalPicturesScoreAHundred() {
  let picture = reference(Size(width: 91, height: 60))
  #expect(Ssimulacra2(reference: picture)(picture) == 100)
}

@Test(arguments: [(1, 1), (7, 300), (300, 7), (8, 8), (9, 17)])
func tinyPicturesHaveAScore(width: Int, height: Int) {
  let picture = reference(Size(width: width, height: height))
  let score = Ssimulacra2(reference: picture)(changed(picture, by: 20))
  #expect(score <= 100 && score.isFinite)
}

@Test(arguments: [(1000, 700, 6), (400, 533, 4), (131, 77, 12)])
func sampledScoreIsNearlyTheScore(width: Int, height: Int, change: Int) {
  let picture = reference(Size(width: width, height: height))
  let candidate = changed(picture, by: change)
  let all = Ssimulacra2(reference: picture)(candidate)
  let sampled = Ssimulacra2(reference: picture, isSampled: true)(candidate)
  #expect(abs(all - sampled) < 0.3)
}
