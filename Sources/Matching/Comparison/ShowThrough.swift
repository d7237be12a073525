import Pixels

/// Whether the registered picture shows through what was laid over it: half-transparent writing breaks the
/// correlation of a block, but between its strokes the slopes of the brightness are still the registered ones.
struct ShowThrough {
  private let slopes: (x: Plane, y: Plane)
  private let registeredSlopes: (x: Plane, y: Plane)

  /// Slopes below this, in grey levels a pixel, are noise.
  private static let leastSlope: Float = 2
  /// How much of the contrast may be left; each stands for itself, and half of itself more or less.
  private static let contrasts: [Float] = [0.5, 0.85]
  private static let tolerance: Float = 0.5
  /// Blocks may be so many pixels beside where the map says.
  private static let search = 1

  init(_ view: RegisteredView) {
    func slopes(_ plane: Plane) -> (x: Plane, y: Plane) {
      (plane.slope(along: 1), plane.slope(along: plane.width))
    }
    self.slopes = slopes(view.suspect)
    registeredSlopes = slopes(view.registered)
  }

  /// The part of a block's slopes that the suspect has too, 0 to 1; the block lies inside the planes with
  /// a pixel around it.
  func share(x: Int, y: Int, side: Int) -> Double {
    let width = slopes.x.width
    var places: [(index: Int, x: Float, y: Float)] = []
    for row in y..<y + side {
      for column in x..<x + side {
        let i = row &* width &+ column
        let (dx, dy) = (registeredSlopes.x.samples[i], registeredSlopes.y.samples[i])
        if dx * dx + dy * dy >= Self.leastSlope * Self.leastSlope { places.append((i, dx, dy)) }
      }
    }
    var best = 0
    for dy in -Self.search...Self.search {
      for dx in -Self.search...Self.search {
        for contrast in Self.contrasts {
          let count = places.count { place in
            let i = place.index &+ dy &* width &+ dx
            let errorX = slopes.x.samples[i] - contrast * place.x
            let errorY = slopes.y.samples[i] - contrast * place.y
            let reach = Self.tolerance * contrast
            return errorX * errorX + errorY * errorY
              <= reach * reach * (place.x * place.x + place.y * place.y)
          }
          best = max(best, count)
        }
      }
    }
    return Double(best) / Double(max(places.count, 1))
  }
}
