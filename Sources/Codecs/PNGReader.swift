import CPNGShim

/// Owner of one libpng reader. The bytes must outlive it.
struct PNGReader: ~Copyable {
  private let handle: OpaquePointer
  private let info: png_shim_info

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumSide: Int
  ) throws(CodecError) {
    var failure = png_shim_failure()
    guard let start = bytes.baseAddress,
      let handle = png_shim_reader_open(
        start, bytes.count, UInt32(clamping: min(maximumSide, 0x7FFF_FFFF)), &failure)
    else { throw CodecError(failure) }
    self.handle = handle
    self.info = png_shim_reader_info(handle)
  }

  deinit { png_shim_reader_close(handle) }

  /// Columns.
  var width: Int { Int(info.width) }
  /// Rows.
  var height: Int { Int(info.height) }
  /// Bits a sample in the file; of a palette, of its index.
  var bitsPerSample: Int { Int(info.bits_per_sample) }
  /// Whether the file is grey, with alpha or without.
  var isGrey: Bool { info.is_grey != 0 }
  /// Whether decoding yields opacity.
  var hasAlpha: Bool { info.has_alpha != 0 }

  /// Decodes RGB, and opacity when the file has it, to rows without padding.
  func decode(
    into samples: UnsafeMutablePointer<UInt8>, alpha: UnsafeMutablePointer<UInt8>?
  ) -> CodecError? {
    var failure = png_shim_failure()
    let status = png_shim_reader_decode(handle, samples, alpha, &failure)
    return status == 0 ? nil : CodecError(failure)
  }

  /// The inflated ICC profile.
  var profile: [UInt8]? { copy(png_shim_reader_profile(handle)) }

  /// The Exif chunk; complete only after decoding, for it may follow the pixels.
  var exif: [UInt8]? { copy(png_shim_reader_exif(handle)) }

  /// The text with this keyword; complete only after decoding.
  func text(_ keyword: String) -> [UInt8]? { copy(png_shim_reader_text(handle, keyword)) }

  private func copy(_ bytes: png_shim_bytes) -> [UInt8]? {
    bytes.bytes.map { Array(UnsafeBufferPointer(start: $0, count: bytes.count)) }
  }
}

extension CodecError {
  /// The shim's report as this module's error.
  init(_ failure: png_shim_failure) {
    let code: Code =
      switch failure.kind {
      case Int32(PNG_SHIM_TRUNCATED): .truncated
      case Int32(PNG_SHIM_OUT_OF_MEMORY): .outOfMemory
      default: .corrupt
      }
    self.init(code, "PNG: " + String(terminated: failure.message))
  }
}
