import CPango
import Pixels

/// Owner of one Pango layout in its context.
struct PangoText: ~Copyable {
  /// Cairo's own bound of an image's sides.
  private static let maximumSide = 32_000

  private let line: TextLine
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private let font: UnsafeMutablePointer<PangoFont>

  init(_ line: TextLine, emSize: Double) throws(TypesettingError) {
    // The map belongs to the calling thread.
    guard let map = pango_cairo_font_map_get_default(),
      Self.families(of: map)
        .contains(line.typeface.family.lowercased())
    else { throw TypesettingError(.fontNotFound, line.typeface.family) }
    guard let context = pango_font_map_create_context(map) else {
      throw TypesettingError(.drawingFailed, "Pango context")
    }
    let description = pango_font_description_new()
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, line.typeface.family)
    pango_font_description_set_weight(
      description, line.typeface.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, emSize * Double(PANGO_SCALE))
    pango_context_set_round_glyph_positions(context, 0)
    if line.isVertical { pango_context_set_base_gravity(context, PANGO_GRAVITY_EAST) }
    guard let font = pango_context_load_font(context, description) else {
      g_object_unref(UnsafeMutableRawPointer(context))
      throw TypesettingError(.fontNotFound, line.typeface.family)
    }
    guard let layout = pango_layout_new(context) else {
      g_object_unref(UnsafeMutableRawPointer(font))
      g_object_unref(UnsafeMutableRawPointer(context))
      throw TypesettingError(.drawingFailed, "Pango layout")
    }
    pango_layout_set_font_description(layout, description)
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
    pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string("zh-cn")))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_layout_set_text(layout, line.text, -1)
    self.line = line
    self.context = context
    self.layout = layout
    self.font = font
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(font))
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  /// Throws when a character has no shape in the font.
  func requireGlyphs() throws(TypesettingError) {
    for scalar in line.text.unicodeScalars
    where !scalar.properties.isWhitespace && pango_font_has_char(font, scalar.value) == 0 {
      throw TypesettingError(.missingGlyph, TextLine.name(of: scalar))
    }
    guard pango_layout_get_unknown_glyphs_count(layout) == 0 else {
      throw TypesettingError(.missingGlyph, line.text)
    }
  }

  /// What the font's file says of its licence.
  var licence: Typeface.Licence {
    guard let shaper = pango_font_get_hb_font(font), let face = hb_font_get_face(shaper) else {
      return .unknown("")
    }
    let text = [UInt32(HB_OT_NAME_ID_LICENSE), UInt32(HB_OT_NAME_ID_LICENSE_URL)]
      .map { Self.name($0, of: face) }.joined(separator: " ")
    let open = [
      "open font license", "scripts.sil.org/ofl", "openfontlicense.org", "apache license",
      "apache.org/licenses", "bitstream vera", "creativecommons.org/publicdomain",
      "ubuntu font licence", "gust font license",
    ]
    let lower = text.lowercased()
    return open.contains { lower.contains($0) } ? .open : .unknown(text)
  }

  /// The line as coverages.
  func stencil(edge: Double) throws(TypesettingError) -> TextStencil {
    var ink = PangoRectangle()
    pango_layout_get_extents(layout, &ink, nil)
    let unit = Double(PANGO_SCALE)
    // Rounding and antialiasing reach one pixel beyond the ink.
    let border = edge.rounded(.up) + 1
    let along = Double(ink.width) / unit + 2 * border
    let across = Double(ink.height) / unit + 2 * border
    let (width, height) = line.isVertical ? (across, along) : (along, across)
    guard width >= 1, height >= 1, max(width, height) <= Double(Self.maximumSide) else {
      throw TypesettingError(.drawingFailed, "\(width) x \(height)")
    }
    let size = Size(width: Int(width.rounded(.up)), height: Int(height.rounded(.up)))
    func coverage(widened: Bool) throws(TypesettingError) -> Plane {
      try Self.coverage(size) { canvas in
        if line.isVertical {
          // A quarter turn clockwise: what ran along x now runs down.
          cairo_translate(canvas, Double(size.width), 0)
          cairo_rotate(canvas, .pi / 2)
        }
        cairo_translate(
          canvas, border - Double(ink.x) / unit, border - Double(ink.y) / unit)
        pango_cairo_layout_path(canvas, layout)
        if widened {
          cairo_set_line_width(canvas, 2 * edge)
          cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
          cairo_stroke_preserve(canvas)
        }
        cairo_fill(canvas)
      }
    }
    return TextStencil(
      fill: try coverage(widened: false), edge: try coverage(widened: edge > 0))
  }

  private static func coverage(
    _ size: Size, draw: (OpaquePointer) -> Void
  ) throws(TypesettingError) -> Plane {
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_A8, Int32(size.width), Int32(size.height)),
      let canvas = cairo_create(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    defer {
      cairo_destroy(canvas)
      cairo_surface_destroy(surface)
    }
    draw(canvas)
    cairo_surface_flush(surface)
    guard cairo_status(canvas) == CAIRO_STATUS_SUCCESS,
      let bytes = cairo_image_surface_get_data(surface)
    else { throw TypesettingError(.drawingFailed, "cairo") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    return Plane(size: size) { output in
      for y in 0..<size.height {
        for x in 0..<size.width {
          output[y &* size.width &+ x] = Float(bytes[y &* stride &+ x]) / 255
        }
      }
    }
  }

  static func families(of map: UnsafeMutablePointer<PangoFontMap>) -> Set<String> {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(map, &list, &count)
    defer { g_free(list) }
    guard let list else { return [] }
    return Set(
      UnsafeBufferPointer(start: list, count: Int(count)).compactMap { family in
        pango_font_family_get_name(family).map { String(cString: $0).lowercased() }
      })
  }

  private static func name(_ identifier: UInt32, of face: OpaquePointer) -> String {
    var room: UInt32 = 2048
    var text = [CChar](repeating: 0, count: Int(room))
    hb_ot_name_get_utf8(face, identifier, hb_language_from_string("en", -1), &room, &text)
    return String(decoding: text.prefix(Int(room)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
