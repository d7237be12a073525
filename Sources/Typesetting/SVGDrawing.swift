import CPango
import CRSVG
public import Pixels

/// A drawing from an SVG file that loads and runs nothing.
public struct SVGDrawing: Hashable, Sendable {
  private static let maximumSide = 4096

  private let bytes: [UInt8]
  /// Width divided by height.
  public let aspect: Double

  /// Reads a file of at most 1 MiB. Throws when it is no SVG, cannot be drawn, or holds a script, a
  /// reference to anything outside itself, or live text.
  public init(_ bytes: [UInt8]) throws(TypesettingError) {
    try SVGCheck.check(bytes)
    self.bytes = bytes
    aspect = try Self.withHandle(bytes) { handle throws(TypesettingError) in
      try Self.aspect(of: handle)
    }
  }

  /// The drawing on transparent ground, in `size` pixels of at most 4096 a side.
  public func raster(_ size: Size) throws(TypesettingError) -> Raster {
    guard size.width > 0, size.height > 0, max(size.width, size.height) <= Self.maximumSide else {
      throw TypesettingError(.drawingFailed, "\(size.width) x \(size.height)")
    }
    return try Self.withHandle(bytes) { handle throws(TypesettingError) in
      try Self.render(handle, size)
    }
  }

  private static func withHandle<Result>(
    _ bytes: [UInt8], body: (UnsafeMutablePointer<RsvgHandle>) throws(TypesettingError) -> Result
  ) throws(TypesettingError) -> Result {
    var failure: UnsafeMutablePointer<GError>?
    guard let handle = rsvg_handle_new_from_data(bytes, gsize(bytes.count), &failure) else {
      throw error(failure)
    }
    defer { g_object_unref(handle) }
    return try body(handle)
  }

  private static func aspect(
    of handle: UnsafeMutablePointer<RsvgHandle>
  ) throws(TypesettingError) -> Double {
    var (width, height) = (0.0, 0.0)
    if rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) == 0 {
      var (hasWidth, hasHeight, hasBox): (gboolean, gboolean, gboolean) = (0, 0, 0)
      var (lengthX, lengthY, box) = (RsvgLength(), RsvgLength(), RsvgRectangle())
      rsvg_handle_get_intrinsic_dimensions(
        handle, &hasWidth, &lengthX, &hasHeight, &lengthY, &hasBox, &box)
      if hasBox != 0 { (width, height) = (box.width, box.height) }
    }
    let aspect = width / height
    guard width > 0, height > 0, aspect.isFinite, (0.02...50).contains(aspect) else {
      throw TypesettingError(.brokenSVG, "no width, height or viewBox")
    }
    return aspect
  }

  private static func render(
    _ handle: UnsafeMutablePointer<RsvgHandle>, _ size: Size
  ) throws(TypesettingError) -> Raster {
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(size.width), Int32(size.height)),
      let canvas = cairo_create(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    defer {
      cairo_destroy(canvas)
      cairo_surface_destroy(surface)
    }
    var viewport = RsvgRectangle(
      x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    var failure: UnsafeMutablePointer<GError>?
    guard rsvg_handle_render_document(handle, canvas, &viewport, &failure) != 0 else {
      throw error(failure)
    }
    cairo_surface_flush(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let pixels = cairo_image_surface_get_data(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    return raster(pixels, stride: Int(cairo_image_surface_get_stride(surface)), size)
  }

  /// Cairo's pixels are words of A, R, G, B with colours multiplied by alpha.
  private static func raster(
    _ pixels: UnsafePointer<UInt8>, stride: Int, _ size: Size
  ) -> Raster {
    var samples: [UInt8] = []
    var alpha: [UInt8] = []
    samples.reserveCapacity(size.pixelCount * 3)
    alpha.reserveCapacity(size.pixelCount)
    for y in 0..<size.height {
      let row = UnsafeRawPointer(pixels + y * stride)
      for x in 0..<size.width {
        let word = row.loadUnaligned(fromByteOffset: 4 * x, as: UInt32.self)
        let opacity = word >> 24
        for shift: UInt32 in [16, 8, 0] {
          let value = word >> shift & 255
          samples.append(opacity == 0 ? 0 : UInt8(min(255, (value * 255 + opacity / 2) / opacity)))
        }
        alpha.append(UInt8(opacity))
      }
    }
    return Raster(size: size, samples: samples, alpha: alpha)
  }

  private static func error(_ failure: UnsafeMutablePointer<GError>?) -> TypesettingError {
    defer { if let failure { g_error_free(failure) } }
    return TypesettingError(.brokenSVG, failure.map { String(cString: $0.pointee.message) } ?? "")
  }
}
