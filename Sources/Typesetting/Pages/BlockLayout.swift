import CPango

/// Owner of the Pango layout of a text block.
struct BlockLayout: ~Copyable {
  /// The font's own lines are 1.45 em apart.
  private static let lineSpacing: Float = 0.95

  private let context: OpaquePointer
  private let layout: OpaquePointer

  init(_ block: TextBlock, width: Double) throws(TypesettingError) {
    let typeface = Typeface(isBold: block.isBold)
    guard let map = pango_cairo_font_map_get_default(),
      PangoText.families(of: map).contains(typeface.family.lowercased())
    else { throw TypesettingError(.fontNotFound, typeface.family) }
    guard let context = pango_font_map_create_context(map) else {
      throw TypesettingError(.drawingFailed, "Pango context")
    }
    let description = pango_font_description_new()
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, typeface.family)
    pango_font_description_set_weight(
      description, typeface.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, block.emSize * Double(PANGO_SCALE))
    pango_context_set_round_glyph_positions(context, 0)
    guard let layout = pango_layout_new(context),
      let font = pango_context_load_font(context, description)
    else {
      g_object_unref(UnsafeMutableRawPointer(context))
      throw TypesettingError(.fontNotFound, typeface.family)
    }
    defer { g_object_unref(UnsafeMutableRawPointer(font)) }
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
    pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string("zh-cn")))
    // A hyphen at a line's end would become part of a digest.
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_font_description(layout, description)
    pango_layout_set_width(layout, Int32((width * Double(PANGO_SCALE)).rounded(.down)))
    pango_layout_set_wrap(
      layout, block.breaksAnywhere ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR)
    pango_layout_set_line_spacing(layout, Self.lineSpacing)
    pango_layout_set_text(layout, Self.shown(block.text, font), -1)
    self.context = context
    self.layout = layout
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  /// Pixels from the top of the first line to the bottom of the last.
  var height: Double {
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    return (Double(logical.height) / Double(PANGO_SCALE)).rounded(.up)
  }

  /// Draws the block with its upper left corner at a place of `canvas`.
  func draw(on canvas: OpaquePointer, x: Double, y: Double, ink: Ink) {
    cairo_set_source_rgb(canvas, ink.red, ink.green, ink.blue)
    cairo_move_to(canvas, x, y)
    pango_cairo_show_layout(canvas, layout)
  }

  private static func shown(
    _ text: String, _ font: UnsafeMutablePointer<PangoFont>
  ) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || pango_font_has_char(font, scalar.value) != 0 {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
      }
    }
    return shown
  }
}
