import Glibc
import Pixels

/// The power of a suspect's spectrum over angle (rows, half a turn) and logarithm of radius
/// (columns): turning and scaling the picture become shifts.
struct LogPolarMap {
  static let angleCount = 512
  static let radiusCount = 660
  /// The step of the logarithmic radius axis.
  static let radiusStep = 0.007
  static let innerRadius = 2.6
  /// Wide enough that correlation lags do not wrap into each other.
  static let transform = RealFourierTransform(atLeast: Size(width: 1024, height: angleCount))
  private static let powerCap: Float = 8

  static func step(ofRadius radius: Double) -> Double { log(radius / innerRadius) / radiusStep }

  /// Excess power over the local floor, zero where the suspect has no such frequency.
  let plane: Plane
  /// Radius steps below this carry information.
  let validCount: Int

  init(_ spectrum: SuspectSpectrum) {
    let limit = min(0.46 * spectrum.native.meanSide, 250)
    let radii = (0..<Self.radiusCount).map { Self.innerRadius * exp(Self.radiusStep * Double($0)) }
    let validCount = radii.prefix { $0 < limit }.count
    self.validCount = validCount
    plane = Plane(size: Size(width: Self.radiusCount, height: Self.angleCount)) { output in
      output.update(repeating: 0)
      spectrum.withPower { power in
        for row in 0..<Self.angleCount {
          let angle = Double.pi * Double(row) / Double(Self.angleCount)
          let (dx, dy) = (Float(2 * cos(angle)), Float(2 * sin(angle)))
          for column in 0..<validCount {
            let radius = Float(radii[column])
            output[row &* Self.radiusCount &+ column] =
              power.capped(atX: radius * dx, y: radius * dy, cap: Self.powerCap) - 1
          }
        }
      }
    }
  }
}
