/// A picture file format this module reads, found from the content of a file and never from its
/// name.
public enum ImageFormat: String, CaseIterable, Sendable {
  /// ISO/IEC 10918-1 in a JFIF, Exif or Adobe file.
  case jpeg
  /// ISO/IEC 15948.
  case png
  /// RFC 9649.
  case webp
  /// ISO/IEC 23008-12 with HEVC pictures.
  case heic
  /// ISO/IEC 23008-12 with AV1 pictures.
  case avif

  /// The format whose signature `bytes` begin with, or nil. Only the first bytes are looked at: the
  /// JPEG start, the PNG signature, the RIFF form type, or the brands of the `ftyp` box (ISO/IEC
  /// 14496-12 §4.3), compatible brands included.
  public static func detect(_ bytes: [UInt8]) -> ImageFormat? {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: PNGChunks.signature) { return .png }
    if bytes.hasASCII("RIFF", at: 0), bytes.hasASCII("WEBP", at: 8) { return .webp }
    for brand in ISOBoxes.brands(of: bytes) {
      switch brand {
      case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs": return .heic
      case "avif", "avis": return .avif
      default: continue
      }
    }
    return nil
  }

  /// The usual extension of a file name, without the dot.
  public var fileExtension: String {
    switch self {
    case .jpeg: "jpg"
    case .png, .webp, .heic, .avif: rawValue
    }
  }

  /// The media type as registered with IANA.
  public var mediaType: String { "image/\(rawValue)" }

  /// Whether `ImageEncoder` writes it.
  public var canEncode: Bool {
    switch self {
    case .jpeg, .png, .webp: true
    case .heic, .avif: false
    }
  }
}
