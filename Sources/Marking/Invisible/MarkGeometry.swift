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
  /// From the suspect's canonical units, counted from the centre sample, to the pattern's; its
  /// translation is known up to the pattern's period of 512 units a side.
  private let patternMap: AffineMap
  /// From the pattern's units to the marked picture's.
  private let fromPattern: AffineMap

  /// From where the pattern lies on the suspect, and where it lay on the marked picture.
  init(patternMap: AffineMap, placement: MarkPlacement) {
    self.patternMap = patternMap
    fromPattern = placement.toPattern.inverse ?? .identity
    let m = patternMap.then(fromPattern).transposedLinearPart
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
    let toPattern = from.fromPixels.then(patternMap)
    let toMarked = fromPattern.then(to.toPixels)
    let period = Double(ToneMap.period)
    let centre = toPattern(Double(suspect.width) / 2, Double(suspect.height) / 2)
    let reach = Int(
      (hypot(Double(to.size.width), Double(to.size.height)) / 2 / period).rounded(.up))
    func shifts(_ position: Double) -> [Double] {
      let base = -(position / period).rounded()
      return (-reach...reach).map { (base + Double($0)) * period }
    }
    let (margin, width, height) = (
      marked.meanSide / 2, Double(marked.width), Double(marked.height)
    )
    return shifts(centre.y).flatMap { dy in
      shifts(centre.x).compactMap { dx in
        let map = toPattern.then(.translation(dx, dy)).then(toMarked)
        let (x, y) = map(Double(suspect.width) / 2, Double(suspect.height) / 2)
        return (-margin...width + margin).contains(x) && (-margin...height + margin).contains(y)
          ? map : nil
      }
    }
  }
}
