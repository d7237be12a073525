import Glibc
public import Pixels

/// The picture of a comparison: the suspect, the registered picture, and what was changed, side by
/// side at one height; and the two registered pictures for blinking between them.
public struct ComparisonPicture: Sendable {
  /// Suspect (mirrored back where it is mirrored, the part that is shown outlined), registered picture
  /// (what the suspect shows outlined), and the classes over the registered picture in grey.
  public let panels: Raster
  /// The suspect as it lies on the registered picture, grey where it shows nothing.
  public let alignedSuspect: Raster
  /// The registered picture, of the same size.
  public let registered: Raster
  /// The classes.
  public let changes: ChangeMap

  private static let gap = 8
  private static let outline: (UInt8, UInt8, UInt8) = (0, 80, 255)

  /// Draws the comparison of `suspect` with `registered` under `map`, from pixels of the one to pixels
  /// of the other; nil when the map flattens.
  public init?(suspect: Raster, registered: Raster, map: Homography, isMirrored: Bool) {
    let suspect = suspect.onWhite
    // A suspect much finer than the registered picture is brought near its resolution first.
    let size = WorkingPicture.size(
      suspect.size, longSide: max(WorkingPicture.suspectSide, registered.size.width))
    let shrinks = size.width < suspect.size.width
    let small = shrinks ? Resampler(from: suspect.size, to: size)(suspect) : suspect
    let toRegistered =
      shrinks
      ? Homography(WorkingPicture.map(from: size, to: suspect.size)).then(map) : map
    guard
      let changes = ChangeMap(suspect: small, registered: registered, map: toRegistered),
      let inverse = toRegistered.inverse
    else { return nil }
    self.changes = changes
    self.registered = registered
    alignedSuspect = Canvas.warped(small, onto: registered.size, by: inverse)
    let mirror = AffineMap(a: -1, b: 0, c: 0, d: 1, tx: Double(small.size.width - 1))
    var first = Canvas(isMirrored ? Canvas.mirrored(small) : small)
    first.outline(
      registered.size, by: isMirrored ? inverse.then(Homography(mirror)) : inverse, Self.outline)
    var second = Canvas(registered)
    second.outline(small.size, by: toRegistered, Self.outline)
    let third = Self.overlay(changes, on: registered)
    panels = Self.row(
      [first.raster, second.raster, third], height: registered.size.height, gap: Self.gap)
  }

  /// The colour of a class. Patterns tell them apart too: same is plain, recoloured has dots, changed
  /// diagonal lines, flat level lines, absent nothing at all.
  public static func colour(of changeClass: ChangeMap.Class) -> (UInt8, UInt8, UInt8) {
    switch changeClass {
    case .absent: (160, 160, 160)
    case .same: (60, 190, 80)
    case .recoloured: (255, 180, 0)
    case .changed: (230, 40, 40)
    case .flat: (205, 195, 165)
    }
  }

  private static func isPattern(_ changeClass: ChangeMap.Class, _ x: Int, _ y: Int) -> Bool {
    switch changeClass {
    case .absent, .same: false
    case .recoloured: x % 8 < 3 && y % 8 < 3
    case .changed: (x + y) % 8 < 2
    case .flat: y % 8 == 0
    }
  }

  private static func overlay(_ changes: ChangeMap, on registered: Raster) -> Raster {
    var canvas = Canvas(registered)
    for y in 0..<registered.size.height {
      for x in 0..<registered.size.width {
        let column = min(x / ChangeMap.blockSide, changes.columns - 1)
        let row = min(y / ChangeMap.blockSide, changes.rows - 1)
        let changeClass =
          column < 0 || row < 0 ? .absent : changes.classes[row * changes.columns + column]
        let pixel = canvas.pixel(x, y)
        let grey = (Int(pixel.0) * 299 + Int(pixel.1) * 587 + Int(pixel.2) * 114) / 1000
        let colour = Self.colour(of: changeClass)
        let weight = isPattern(changeClass, x, y) ? 25 : 55
        func mixed(_ value: UInt8) -> UInt8 {
          UInt8((Int(value) * weight + grey * (100 - weight)) / 100)
        }
        canvas.set(x, y, (mixed(colour.0), mixed(colour.1), mixed(colour.2)))
      }
    }
    return canvas.raster
  }

  /// The pictures beside each other, brought to one height, with white between them.
  static func row(_ pictures: [Raster], height: Int, gap: Int) -> Raster {
    let scaled = pictures.map { picture -> Raster in
      let width = max(1, picture.size.width * height / picture.size.height)
      return Resampler(from: picture.size, to: Size(width: width, height: height))(picture)
    }
    let width = scaled.reduce(0) { $0 + $1.size.width } + gap * (scaled.count - 1)
    var samples = [UInt8](repeating: 255, count: width * height * 3)
    var left = 0
    for picture in scaled {
      for y in 0..<height {
        let start = (y * width + left) * 3
        let row = y * picture.size.width * 3
        samples.replaceSubrange(
          start..<start + picture.size.width * 3,
          with: picture.samples[row..<row + picture.size.width * 3])
      }
      left += picture.size.width + gap
    }
    return Raster(size: Size(width: width, height: height), samples: samples)
  }
}
