public import Pixels

/// Perceptual hashes of a picture and of the crops that shops usually make of it, to find an
/// original from an export without comparing it with every one.
public enum CropHashes {
  /// Hash distances up to this make an original worth a closer look; unrelated pictures are at
  /// about 128 +- 8.
  public static let candidateDistance = 108

  private static let shapes: [(width: Double, height: Double)] = [(1, 1), (3, 4), (4, 3), (2, 3)]
  private static let sizes = [1.0, 0.85, 0.72]

  /// The hash of the whole and of square, 3:4, 4:3 and 2:3 crops, centred and at both ends, whole
  /// and somewhat smaller.
  public static func hashes(of luma: Plane) -> [PerceptualHash] {
    var seen: Set<PerceptualHash> = []
    var hashes: [PerceptualHash] = []
    for region in regions(luma.size) {
      let hash = PerceptualHash(luma.cropped(region))
      if seen.insert(hash).inserted { hashes.append(hash) }
    }
    return hashes
  }

  private static func regions(_ size: Size) -> [Region] {
    var regions = [Region(x: 0, y: 0, width: size.width, height: size.height)]
    let own = (width: Double(size.width), height: Double(size.height))
    for shape in shapes + [own] {
      let fit = min(own.width / shape.width, own.height / shape.height)
      for part in sizes {
        let width = min(size.width, max(1, Int((shape.width * fit * part).rounded())))
        let height = min(size.height, max(1, Int((shape.height * fit * part).rounded())))
        let (spareX, spareY) = (size.width - width, size.height - height)
        for position in [(0.5, 0.5), (0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1)] {
          let region = Region(
            x: Int(Double(spareX) * position.0), y: Int(Double(spareY) * position.1),
            width: width, height: height)
          if !regions.contains(region) { regions.append(region) }
        }
      }
    }
    return regions
  }
}
