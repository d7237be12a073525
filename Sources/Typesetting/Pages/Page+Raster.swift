import CPango
public import Pixels

extension Page {
  /// The page as pixels. Throws when the font is not installed or the library refuses.
  public func raster() throws(TypesettingError) -> Raster {
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(size.width), Int32(size.height)),
      let canvas = cairo_create(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    defer {
      cairo_destroy(canvas)
      cairo_surface_destroy(surface)
    }
    try PageDrawing.draw(self, on: canvas)
    cairo_surface_flush(surface)
    guard cairo_status(canvas) == CAIRO_STATUS_SUCCESS,
      let pixels = cairo_image_surface_get_data(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var samples: [UInt8] = []
    samples.reserveCapacity(size.pixelCount * 3)
    for y in 0..<size.height {
      let row = UnsafeRawPointer(pixels + y * stride)
      for x in 0..<size.width {
        let word = row.loadUnaligned(fromByteOffset: 4 * x, as: UInt32.self)
        for shift: UInt32 in [16, 8, 0] {
          samples.append(UInt8(truncatingIfNeeded: word >> shift))
        }
      }
    }
    return Raster(size: size, samples: samples)
  }
}
