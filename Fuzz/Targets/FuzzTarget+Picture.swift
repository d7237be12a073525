import Codecs
import Pixels

extension FuzzTarget {
  /// Whole picture files: decoding with all metadata, colour conversion, and writing as `protect` would.
  public static let picture = FuzzTarget(name: "Picture") { bytes in
    // What is small decodes fast; the limit itself is what must hold for the rest.
    let limits = DecodeLimits(maximumPixels: 1 << 16)
    let probed = try? SourceImage.probe(bytes, limits: limits)
    guard let source = try? SourceImage.decode(bytes, limits: limits) else { return }
    let raster = source.raster
    try expect(raster.size.pixelCount <= limits.maximumPixels, "the limit holds")
    try expect(raster.samples.count == 3 * raster.size.pixelCount, "three samples a pixel")
    try expect(
      raster.alpha.map { $0.count == raster.size.pixelCount } ?? true, "one opacity a pixel")
    // Damage may keep the header from being read where the decoder goes on, or turn only one of them.
    let turned = Size(width: raster.size.height, height: raster.size.width)
    try expect(
      probed.map { [raster.size, turned].contains($0.size) } ?? true, "the header told the size")
    if let exif = source.metadata.exif { _ = ExifFacts.read(exif: exif) }
    let shown = try? source.analysisRaster()
    try expect(shown.map { $0.size == raster.size } ?? true, "a profile changes no size")
    guard
      let written = try? ImageEncoder.encode(
        raster, metadata: source.metadata, settings: .matching(source))
    else { return }
    let again = try SourceImage.decode(written)
    try expect(again.raster.size == raster.size, "what is written reads as the same size")
    if source.format == .png, source.colorModel != .grey {
      try expect(again.raster.samples == raster.samples, "PNG loses nothing")
    }
  }
}
