/// Kinds of source files that are kept as originals by their hash although this version does not
/// decode them: camera raw files and layered documents. Told by content, never by name.
enum SourceFileKind: String, CaseIterable {
  case tiffOrRaw = "tiff-or-raw"
  case canonRaw3 = "canon-cr3"
  case fujifilmRaw = "fujifilm-raf"
  case photoshop = "psd"

  static func detect(_ head: [UInt8]) -> SourceFileKind? {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: Array(text.utf8))
    }
    let isTIFF = [[0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0]]
      .contains { head.starts(with: $0) }
    // Olympus and Panasonic use magic numbers of their own in TIFF's place.
    if isTIFF || has("IIRO") || has("IIRS") || has("IIU\u{0}") { return .tiffOrRaw }
    if has("ftypcrx", at: 4) { return .canonRaw3 }
    if has("FUJIFILMCCD-RAW") { return .fujifilmRaw }
    if has("8BPS") { return .photoshop }
    return nil
  }

  /// Whether C2PA says where in such a file a manifest stands.
  var mayCarryManifest: Bool {
    switch self {
    case .tiffOrRaw, .canonRaw3: true
    case .fujifilmRaw, .photoshop: false
    }
  }

  var mediaType: String {
    switch self {
    case .tiffOrRaw: "image/tiff"
    case .canonRaw3: "image/x-canon-cr3"
    case .fujifilmRaw: "image/x-fuji-raf"
    case .photoshop: "image/vnd.adobe.photoshop"
    }
  }
}
