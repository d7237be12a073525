import CPango
import Pixels

/// Draws pages on Cairo surfaces.
enum PageDrawing {
  private static let borderWidth = 2.0

  static func draw(_ page: Page, on canvas: OpaquePointer) throws(TypesettingError) {
    cairo_set_source_rgb(canvas, 1, 1, 1)
    cairo_paint(canvas)
    for item in page.items {
      switch item {
      case .box(let frame, let fill, let border): box(frame, fill, border, canvas)
      case .text(let block, let frame):
        try BlockLayout(block, width: frame.width)
          .draw(on: canvas, x: frame.x, y: frame.y, ink: block.ink)
      case .picture(let picture, let frame): try draw(picture, frame, canvas)
      }
    }
  }

  private static func box(
    _ frame: Frame, _ fill: Ink?, _ border: Ink?, _ canvas: OpaquePointer
  ) {
    if let fill {
      cairo_set_source_rgb(canvas, fill.red, fill.green, fill.blue)
      cairo_rectangle(canvas, frame.x, frame.y, frame.width, frame.height)
      cairo_fill(canvas)
    }
    if let border {
      cairo_set_source_rgb(canvas, border.red, border.green, border.blue)
      cairo_set_line_width(canvas, borderWidth)
      let inset = borderWidth / 2
      cairo_rectangle(
        canvas, frame.x + inset, frame.y + inset, max(0, frame.width - borderWidth),
        max(0, frame.height - borderWidth))
      cairo_stroke(canvas)
    }
  }

  private static func draw(
    _ picture: PagePicture, _ frame: Frame, _ canvas: OpaquePointer
  ) throws(TypesettingError) {
    let size = picture.raster.size
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(size.width), Int32(size.height)),
      let pixels = cairo_image_surface_get_data(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    defer { cairo_surface_destroy(surface) }
    let stride = Int(cairo_image_surface_get_stride(surface))
    picture.raster.samples.withUnsafeBufferPointer { samples in
      for y in 0..<size.height {
        let row = UnsafeMutableRawPointer(pixels + y * stride)
        for x in 0..<size.width {
          let place = (y * size.width + x) * 3
          let word =
            UInt32(samples[place]) << 16 | UInt32(samples[place + 1]) << 8
            | UInt32(samples[place + 2])
          row.storeBytes(of: word, toByteOffset: 4 * x, as: UInt32.self)
        }
      }
    }
    cairo_surface_mark_dirty(surface)
    attach(picture.jpeg, to: surface)
    cairo_save(canvas)
    cairo_translate(canvas, frame.x, frame.y)
    cairo_scale(canvas, frame.width / Double(size.width), frame.height / Double(size.height))
    cairo_set_source_surface(canvas, surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(canvas), CAIRO_FILTER_GOOD)
    cairo_paint(canvas)
    cairo_restore(canvas)
  }

  /// Lets a PDF hold the file instead of the pixels. Cairo frees the copy.
  private static func attach(_ jpeg: [UInt8], to surface: OpaquePointer) {
    guard let copy = g_malloc(gsize(jpeg.count)) else { return }
    jpeg.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
    }
    let bytes = copy.assumingMemoryBound(to: UInt8.self)
    let status = cairo_surface_set_mime_data(
      surface, "image/jpeg", bytes, UInt(jpeg.count), { g_free($0) }, copy)
    if status != CAIRO_STATUS_SUCCESS { g_free(copy) }
  }
}
