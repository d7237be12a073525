import Pixels
import Trust
import Typesetting

@testable import Marking

/// The marks of the goldens: every layout, with text of every kind and with both kinds of logo.
enum VisibleMarks {
  static let key = MarkKey(secret: (0..<32).map { UInt8($0) })
  static let variation = MarkVariation(key: key, picture: Digest.sha256([1]))

  static func all() throws -> [(name: String, mark: VisibleMark)] {
    let vertical = try TextLine("青禾家居", isVertical: true)
    var verticalCorner = VisibleMark(.text(vertical, .white), layout: .corner(.topRight))
    verticalCorner.size = 0.06
    var dark = VisibleMark(.text(try TextLine("Qinghe Home"), MarkColor("#203040")!), layout: .band)
    dark.angle = -12
    return [
      (
        "corner-mixed",
        VisibleMark(.text(try TextLine("青禾家居 QINGHE"), .white), layout: .corner(.automatic))
      ),
      ("corner-vertical", verticalCorner),
      ("corner-logo", VisibleMark(.logo(logo), layout: .corner(.bottomLeft))),
      ("tiled-chinese", VisibleMark(.text(try TextLine("青禾家居"), .white), layout: .tiled)),
      ("tiled-drawing", VisibleMark(.drawing(try SVGDrawing(drawing)), layout: .tiled)),
      (
        "band-traditional",
        VisibleMark(.text(try TextLine("青禾傢俱・禁止轉載"), .white), layout: .band)
      ),
      ("band-latin-dark", dark),
    ]
  }

  /// A round logo with a transparent ground: a ring and a leaf.
  static var logo: Raster {
    let size = Size(width: 240, height: 240)
    var samples: [UInt8] = []
    var alpha: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = (Double(x) - 119.5, Double(y) - 119.5)
        let radius = (u * u + v * v).squareRoot()
        let isLeaf = abs(u) < 50 - abs(v) * 0.6 && abs(v) < 70
        let isRing = radius > 95 && radius < 115
        samples += isLeaf ? [46, 125, 50] : [121, 85, 72]
        alpha.append(isLeaf || isRing ? 255 : 0)
      }
    }
    return Raster(size: size, samples: samples, alpha: alpha)
  }

  static let drawing = Array(
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><path d="M10 70 L60 10 L110 70 Z" \
    fill="none" stroke="#c62828" stroke-width="10"/><circle cx="60" cy="50" r="12" fill="#1565c0"/>\
    </svg>
    """.utf8)
}
