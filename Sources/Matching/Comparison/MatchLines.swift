public import Pixels

/// The strongest pairs of features that agree, as lines from the suspect to the registered picture
/// beside it.
public enum MatchLines {
  private static let gap = 8
  /// Told apart by most people with a colour vision deficiency too (Okabe and Ito 2008).
  private static let colours: [(UInt8, UInt8, UInt8)] = [
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0),
    (204, 121, 167),
  ]

  /// Both pictures in one, at the registered one's height, and the lines of `pairs` (in pixels of both);
  /// nil without pairs.
  public static func drawn(
    suspect: Raster, registered: Raster, pairs: [PictureMatch.Pair]
  ) -> Raster? {
    guard !pairs.isEmpty else { return nil }
    let height = registered.size.height
    let width = max(1, suspect.size.width * height / suspect.size.height)
    var canvas = Canvas(
      ComparisonPicture.row([suspect.onWhite, registered], height: height, gap: gap))
    let scale = (
      Double(width) / Double(suspect.size.width), Double(height) / Double(suspect.size.height)
    )
    for (number, pair) in pairs.enumerated() {
      let start = (
        x: (pair.suspect.x + 0.5) * scale.0 - 0.5, y: (pair.suspect.y + 0.5) * scale.1 - 0.5
      )
      let end = (x: pair.registered.x + Double(width + gap), y: pair.registered.y)
      let colour = colours[number % colours.count]
      for point in [start, end] { canvas.dot(point, radius: 4, colour) }
      canvas.line(start, end, thickness: 0, colour)
    }
    return canvas.raster
  }
}
