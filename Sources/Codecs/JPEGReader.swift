import CJPEGShim

/// Owner of one libjpeg decompressor. The bytes must outlive it.
struct JPEGReader: ~Copyable {
  private let handle: OpaquePointer
  private let info: jpeg_shim_info

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(CodecError) {
    var failure = jpeg_shim_failure()
    guard let start = bytes.baseAddress,
      let handle = jpeg_shim_reader_open(start, bytes.count, &failure)
    else { throw CodecError(failure) }
    self.handle = handle
    self.info = jpeg_shim_reader_info(handle)
  }

  deinit { jpeg_shim_reader_close(handle) }

  /// Columns.
  var width: Int { Int(info.width) }
  /// Rows.
  var height: Int { Int(info.height) }
  /// Whether a pixel is four bytes of CMYK rather than three of RGB.
  var isCMYK: Bool { info.components == 4 }

  /// Decodes all rows without padding into `output`.
  func decode(into output: UnsafeMutablePointer<UInt8>) -> CodecError? {
    var failure = jpeg_shim_failure()
    return jpeg_shim_reader_decode(handle, output, &failure) == 0 ? nil : CodecError(failure)
  }

  /// What decoding met.
  var notices: Set<SourceNotice> {
    var notices: Set<SourceNotice> = []
    if jpeg_shim_reader_is_truncated(handle) != 0 { notices.insert(.truncated) }
    if jpeg_shim_reader_is_damaged(handle) != 0 { notices.insert(.damaged) }
    return notices
  }

  /// How the file is coded; to be asked only after decoding.
  var settings: JPEGSettings {
    let components = (0..<info.components).map { index in
      let component = jpeg_shim_reader_component(handle, index)
      return JPEGSettings.Component(
        horizontalSampling: Int(component.horizontal_sampling),
        verticalSampling: Int(component.vertical_sampling),
        quantizationTable: Int(component.quantization_table))
    }
    var tables: [Int: [UInt16]] = [:]
    for slot in Set(components.map(\.quantizationTable)) where (0..<4).contains(slot) {
      var values = [UInt16](repeating: 0, count: 64)
      if jpeg_shim_reader_table(handle, Int32(slot), &values) != 0 { tables[slot] = values }
    }
    let transform: JPEGSettings.Transform =
      switch info.color {
      case Int32(JPEG_SHIM_GREY): .grey
      case Int32(JPEG_SHIM_RGB): .rgb
      case Int32(JPEG_SHIM_CMYK): .cmyk
      case Int32(JPEG_SHIM_YCCK): .ycck
      default: .yCbCr
      }
    return JPEGSettings(
      components: components, quantizationTables: tables, transform: transform,
      isProgressive: info.is_progressive != 0, isArithmetic: info.is_arithmetic != 0)
  }
}

extension CodecError {
  /// The shim's report as this module's error.
  init(_ failure: jpeg_shim_failure) {
    let code: Code =
      switch failure.kind {
      case Int32(JPEG_SHIM_TRUNCATED): .truncated
      case Int32(JPEG_SHIM_UNSUPPORTED): .unsupportedFormat
      case Int32(JPEG_SHIM_OUT_OF_MEMORY): .outOfMemory
      default: .corrupt
      }
    self.init(code, "JPEG: " + String(terminated: failure.message))
  }
}
