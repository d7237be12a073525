/// Picture formats that are recognised only to be refused by name.
enum ForeignFormat {
  /// The name of the format `bytes` begin with, or nil when it is none of those known.
  static func name(of bytes: [UInt8]) -> String? {
    let signatures: [(offset: Int, bytes: [UInt8], name: String)] = [
      (0, Array("GIF8".utf8), "GIF"),
      (0, Array("8BPS".utf8), "Photoshop document"),
      (0, Array("FUJIFILMCCD-RAW".utf8), "Fujifilm RAW"),
      (0, Array("FOVb".utf8), "Sigma RAW"),
      (0, [0x00, 0x4D, 0x52, 0x4D], "Minolta RAW"),
      (0, Array("IIU\0".utf8), "Panasonic RAW"),
      (0, Array("IIRO".utf8), "Olympus RAW"),
      (0, Array("IIRS".utf8), "Olympus RAW"),
      (0, Array("MMOR".utf8), "Olympus RAW"),
      (0, [0x49, 0x49, 0x2A, 0x00], "TIFF or camera RAW"),
      (0, [0x4D, 0x4D, 0x00, 0x2A], "TIFF or camera RAW"),
      (0, [0x49, 0x49, 0x2B, 0x00], "BigTIFF"),
      (0, [0x4D, 0x4D, 0x00, 0x2B], "BigTIFF"),
      (0, [0x00, 0x00, 0x01, 0x00], "icon"),
      (0, [0xFF, 0x0A], "JPEG XL"),
      (4, Array("JXL \r\n".utf8), "JPEG XL"),
      (4, Array("jP  \r\n".utf8), "JPEG 2000"),
      (0, [0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
    ]
    for signature in signatures where bytes.has(signature.bytes, at: signature.offset) {
      return signature.name
    }
    // Two letters alone begin many a text: the reserved words of the file header must be zero too.
    if bytes.hasASCII("BM", at: 0), bytes.has([0, 0, 0, 0], at: 6) { return "BMP" }
    let brands = ISOBoxes.brands(of: bytes)
    if brands.contains("crx ") { return "Canon RAW" }
    if brands.contains("mif1") || brands.contains("msf1") { return "HEIF of another coding" }
    return nil
  }
}
