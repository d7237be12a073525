/// The minimum over a square neighbourhood, clipped at the borders.
public struct Erosion: Sendable {
  private let radius: Int

  /// A square of `side` pixels, an odd number.
  public init(side: Int) {
    precondition(side > 0 && side % 2 == 1)
    radius = side / 2
  }

  /// The eroded plane, of the same size.
  public func callAsFunction(_ plane: Plane) -> Plane {
    let (width, height) = (plane.width, plane.height)
    let across = Plane(size: plane.size) { output in
      plane.samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          let source = input.baseAddress! + y &* width
          let row = output.baseAddress! + y &* width
          row.update(from: source, count: width)
          for shift in 1...max(radius, 1) where shift < width && radius > 0 {
            for x in 0..<width &- shift { row[x] = min(row[x], source[x &+ shift]) }
            for x in shift..<width { row[x] = min(row[x], source[x &- shift]) }
          }
        }
      }
    }
    return Plane(size: plane.size) { output in
      across.samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          let row = output.baseAddress! + y &* width
          row.update(from: input.baseAddress! + y &* width, count: width)
          for near in max(0, y &- radius)...min(height &- 1, y &+ radius) {
            let source = input.baseAddress! + near &* width
            for x in 0..<width { row[x] = min(row[x], source[x]) }
          }
        }
      }
    }
  }
}
