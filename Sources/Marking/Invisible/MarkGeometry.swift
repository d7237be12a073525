import Glibc
public import Pixels

/// How a suspect's content lies in the picture that was marked, as far as the mark tells.
public struct MarkGeometry: Sendable {
  /// The suspect's scale against the marked picture, both brought to an area of 512 x 512: 1 after
  /// a plain resize, the square root of the kept area after a crop.
  public let scale: Double
  /// Clockwise turn as seen on screen, in degrees, -180 to 180.
  public let rotation: Double
  /// Horizontal stretch against vertical; 1 when none.
  public let aspect: Double
  /// Whether the suspect is mirrored.
  public let flipped: Bool
  /// From the suspect's canonical units to the marked picture's, both counted from the centre
  /// sample; its translation is known up to multiples of 512 units a side.
  public let canonicalMap: AffineMap

  /// From the frequency map (original to suspect), the half turn and the shift the detector found.
  init(frequencyMap: AffineMap, halfTurn: Bool, shift: (x: Double, y: Double)) {
    let sign = halfTurn ? -1.0 : 1.0
    let m = AffineMap(
      a: sign * frequencyMap.a, b: sign * frequencyMap.b, c: sign * frequencyMap.c,
      d: sign * frequencyMap.d)
    self.init(canonicalMap: m.transposedLinearPart.then(.translation(-shift.x, -shift.y)))
  }

  private init(canonicalMap: AffineMap) {
    self.canonicalMap = canonicalMap
    let m = canonicalMap.transposedLinearPart
    flipped = m.determinant < 0
    scale = abs(m.determinant).squareRoot()
    let horizontal = hypot(m.a, m.c)
    let vertical = hypot(m.b, m.d)
    aspect = vertical / horizontal
    rotation = atan2(-m.b, m.d) * 180 / .pi
  }

  /// The maps from pixels of a suspect to pixels of the marked picture that agree with what was
  /// found: one for every way to resolve the period of 512 units that overlaps the picture.
  public func pixelMaps(suspect: Size, marked: Size) -> [AffineMap] {
    let (from, to) = (CanonicalGrid(native: suspect), CanonicalGrid(native: marked))
    let (toCanonical, toPixels) = (from.fromPixels, to.toPixels)
    let period = Double(ToneMap.period)
    let centre = toCanonical.then(canonicalMap)(
      Double(suspect.width) / 2, Double(suspect.height) / 2)
    func shifts(_ position: Double, _ extent: Int) -> [Double] {
      let base = -(position / period).rounded()
      let reach = Int((Double(extent) / 2 / period).rounded(.up))
      return (-reach...reach).map { (base + Double($0)) * period }
        .filter { abs(position + $0) <= Double(extent) / 2 + period / 2 }
    }
    return shifts(centre.y, to.size.height).flatMap { dy in
      shifts(centre.x, to.size.width).map { dx in
        toCanonical.then(canonicalMap).then(.translation(dx, dy)).then(toPixels)
      }
    }
  }
}
