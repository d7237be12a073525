import Pixels

/// How a suspect shows a picture of known size.
struct Framing {
  /// From pixels of the suspect to pixels of the picture.
  let map: AffineMap
  /// The picture's size.
  let marked: Size

  /// The whole picture: upright or turned by quarters, mirrored or not.
  static func all(of suspect: Size) -> [Framing] {
    let (width, height) = (Double(suspect.width), Double(suspect.height))
    return [false, true].flatMap { mirrored in
      (0..<4).map { quarters in
        let turned = quarters % 2 == 1
        let marked =
          turned ? Size(width: suspect.height, height: suspect.width) : suspect
        let map = AffineMap.translation(0.5 - width / 2, 0.5 - height / 2)
          .then(.scaling(mirrored ? -1 : 1, 1))
          .then(quarterTurn(quarters))
          .then(
            .translation(Double(marked.width) / 2 - 0.5, Double(marked.height) / 2 - 0.5))
        return Framing(map: map, marked: marked)
      }
    }
  }

  private static func quarterTurn(_ quarters: Int) -> AffineMap {
    switch quarters {
    case 0: AffineMap.identity
    case 1: AffineMap(a: 0, b: -1, c: 1, d: 0)
    case 2: AffineMap(a: -1, b: 0, c: 0, d: -1)
    default: AffineMap(a: 0, b: 1, c: -1, d: 0)
    }
  }
}
