import CPango
import Pixels

/// Pages as a PDF file.
public enum PDFDocument {
  /// The width of A4 in points; a page's height follows from its proportions.
  private static let pageWidth = 595.276

  /// A PDF of `pages`, each as wide as A4. `date` is an ISO 8601 time, so that the same pages give the
  /// same file. Throws when the font is not installed or the library refuses.
  public static func file(
    _ pages: [Page], title: String, author: String, date: String
  ) throws(TypesettingError) -> [UInt8] {
    let collected = Collected()
    let closure = Unmanaged.passUnretained(collected).toOpaque()
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        { closure, bytes, count in
          guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
          Unmanaged<Collected>.fromOpaque(closure).takeUnretainedValue()
            .bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, closure, pageWidth, pageWidth * 2.squareRoot())
    else { throw TypesettingError(.drawingFailed, "cairo") }
    defer { cairo_surface_destroy(surface) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date)
    for page in pages {
      let scale = pageWidth / Double(page.size.width)
      cairo_pdf_surface_set_size(surface, pageWidth, Double(page.size.height) * scale)
      guard let canvas = cairo_create(surface) else {
        throw TypesettingError(.drawingFailed, "cairo")
      }
      defer { cairo_destroy(canvas) }
      cairo_scale(canvas, scale, scale)
      try PageDrawing.draw(page, on: canvas)
      cairo_show_page(canvas)
    }
    cairo_surface_finish(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      throw TypesettingError(.drawingFailed, "PDF")
    }
    return withExtendedLifetime(collected) { collected.bytes }
  }

  /// What Cairo has written.
  private final class Collected {
    var bytes: [UInt8] = []
  }
}
