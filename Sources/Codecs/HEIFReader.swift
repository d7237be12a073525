import CHEIF
import Pixels

/// Owner of one libheif context and its primary picture. The bytes must outlive it.
struct HEIFReader: ~Copyable {
  private let context: OpaquePointer
  private let handle: OpaquePointer
  /// Whether the file's main brand is that of a sequence.
  let isSequence: Bool

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: DecodeLimits
  ) throws(CodecError) {
    guard let context = heif_context_alloc() else { throw CodecError(.outOfMemory) }
    // libheif bounds each side, not the product: `DecodeLimits.check` does that before decoding.
    heif_context_set_maximum_image_size_limit(
      context, Int32(clamping: max(1, limits.maximumPixels)))
    heif_context_set_max_decoding_threads(context, 0)
    var handle: OpaquePointer?
    var status = heif_context_read_from_memory_without_copy(
      context, bytes.baseAddress, bytes.count, nil)
    if status.code == heif_error_Ok {
      status = heif_context_get_primary_image_handle(context, &handle)
    }
    guard status.code == heif_error_Ok, let handle else {
      let error = CodecError(status)
      heif_context_free(context)
      throw error
    }
    self.context = context
    self.handle = handle
    let brand = heif_main_brand(bytes.baseAddress, Int32(clamping: bytes.count))
    self.isSequence = [heif_hevc, heif_hevx, heif_hevm, heif_hevs, heif_msf1, heif_avis]
      .contains(brand)
  }

  deinit {
    heif_image_handle_release(handle)
    heif_context_free(context)
  }

  /// Columns after rotation and cropping.
  var width: Int { Int(heif_image_handle_get_width(handle)) }
  /// Rows after rotation and cropping.
  var height: Int { Int(heif_image_handle_get_height(handle)) }
  /// Bits of a luma sample.
  var bitsPerSample: Int { max(1, Int(heif_image_handle_get_luma_bits_per_pixel(handle))) }

  /// The Exif item without the offset that stands before its TIFF header (ISO/IEC 23008-12 §A.2.1).
  var exif: [UInt8]? {
    guard let item = metadata(type: "Exif", contentType: nil),
      let offset = item.unsigned(at: 0, bytes: 4, isBigEndian: true), offset <= item.count - 4
    else { return nil }
    return TIFFOrientation.block(from: Array(item[(4 + offset)...]))
  }

  /// The XMP item.
  var xmp: [UInt8]? { metadata(type: "mime", contentType: "application/rdf+xml") }

  /// The ICC profile, or one made for the coded colour primaries when those are not sRGB's.
  var profile: (bytes: [UInt8]?, isHighDynamicRange: Bool) {
    var isHighDynamicRange = false
    var made: [UInt8]?
    var coded: UnsafeMutablePointer<heif_color_profile_nclx>?
    if heif_image_handle_get_nclx_color_profile(handle, &coded).code == heif_error_Ok, let coded {
      defer { heif_nclx_color_profile_free(coded) }
      let curve = coded.pointee.transfer_characteristics
      isHighDynamicRange =
        curve == heif_transfer_characteristic_ITU_R_BT_2100_0_PQ
        || curve == heif_transfer_characteristic_ITU_R_BT_2100_0_HLG
      made = ColorProfile.make(codedPrimaries: Int(coded.pointee.color_primaries.rawValue))
    }
    let count = heif_image_handle_get_raw_color_profile_size(handle)
    guard count > 0, count <= 32 << 20 else { return (made, isHighDynamicRange) }
    var bytes = [UInt8](repeating: 0, count: count)
    guard heif_image_handle_get_raw_color_profile(handle, &bytes).code == heif_error_Ok else {
      return (made, isHighDynamicRange)
    }
    return (bytes, isHighDynamicRange)
  }

  /// Decodes the picture, which must have `size`.
  func decode(size: Size) throws(CodecError) -> Raster {
    let hasAlpha = heif_image_handle_has_alpha_channel(handle) != 0
    let isDeep = bitsPerSample > 8
    let chroma =
      switch (isDeep, hasAlpha) {
      case (false, false): heif_chroma_interleaved_RGB
      case (false, true): heif_chroma_interleaved_RGBA
      case (true, false): heif_chroma_interleaved_RRGGBB_LE
      case (true, true): heif_chroma_interleaved_RRGGBBAA_LE
      }
    var image: OpaquePointer?
    let status = heif_decode_image(handle, &image, heif_colorspace_RGB, chroma, nil)
    guard status.code == heif_error_Ok, let image else { throw CodecError(status) }
    defer { heif_image_release(image) }
    var stride: Int32 = 0
    let channels = hasAlpha ? 4 : 3
    guard let plane = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride),
      Int(heif_image_get_width(image, heif_channel_interleaved)) == size.width,
      Int(heif_image_get_height(image, heif_channel_interleaved)) == size.height,
      Int(stride) >= size.width * channels * (isDeep ? 2 : 1)
    else { throw CodecError(.corrupt, "HEIF: the picture does not have the announced size") }
    let depth = Int(heif_image_get_bits_per_pixel_range(image, heif_channel_interleaved))
    let rows = HEIFRows(
      plane: plane, stride: Int(stride), size: size, channels: channels,
      depth: isDeep ? min(max(depth, 8), 16) : 8, isDeep: isDeep)
    let raster = rows.raster
    guard raster.alpha != nil, heif_image_handle_is_premultiplied_alpha(handle) != 0 else {
      return raster
    }
    return raster.withoutPremultiplication
  }

  private func metadata(type: String, contentType: String?) -> [UInt8]? {
    let count = heif_image_handle_get_number_of_metadata_blocks(handle, type)
    guard count > 0 else { return nil }
    var identifiers = [heif_item_id](repeating: 0, count: Int(count))
    let found = heif_image_handle_get_list_of_metadata_block_IDs(
      handle, type, &identifiers, count)
    for identifier in identifiers.prefix(Int(found)) {
      if let contentType {
        guard let pointer = heif_image_handle_get_metadata_content_type(handle, identifier),
          String(cString: pointer) == contentType
        else { continue }
      }
      let size = heif_image_handle_get_metadata_size(handle, identifier)
      guard size > 0, size <= 64 << 20 else { continue }
      var bytes = [UInt8](repeating: 0, count: size)
      let status = heif_image_handle_get_metadata(handle, identifier, &bytes)
      if status.code == heif_error_Ok { return bytes }
    }
    return nil
  }
}

extension CodecError {
  /// libheif's report as this module's error.
  init(_ status: heif_error) {
    let code: Code =
      switch (status.code, status.subcode) {
      case (heif_error_Memory_allocation_error, heif_suberror_Security_limit_exceeded):
        .tooManyPixels
      case (heif_error_Memory_allocation_error, _): .outOfMemory
      case (_, heif_suberror_End_of_data): .truncated
      case (heif_error_Unsupported_filetype, _), (heif_error_Unsupported_feature, _):
        .unsupportedFormat
      default: .corrupt
      }
    self.init(code, "HEIF: " + (status.message.map { String(cString: $0) } ?? ""))
  }
}
