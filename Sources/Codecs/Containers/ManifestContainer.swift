/// Finds, embeds and removes C2PA manifest stores (C2PA 2.2 appendix A), whatever the format. Every
/// byte that does not belong to the store, or to a length that counts it, stays as it is.
public enum ManifestContainer {
  /// The largest store that is read or written, in bytes.
  public static let mostStoreBytes = 10 << 20

  /// Looks for a store in a JPEG, PNG, WebP, HEIC or AVIF file, in TIFF, and in camera RAW that is built like
  /// TIFF or like HEIC.
  public static func search(_ file: [UInt8]) -> ManifestSearch {
    switch ImageFormat.detect(file) {
    case .jpeg: JPEGManifest.search(file)
    case .png: PNGManifest.search(file)
    case .webp: WebPManifest.search(file)
    case .heic, .avif: BMFFManifest.search(file)
    case nil:
      ISOBoxes.brands(of: file).isEmpty ? TIFFManifest.search(file) : BMFFManifest.search(file)
    }
  }

  /// The file with `store` in it, and the bytes that carry it. `file` must not have one: see
  /// `removing(from:)`. For the same length of store the same bytes carry it.
  ///
  /// Errors: `unsupportedFormat`, `corrupt` for a file too broken to find the place, `tooLarge`.
  public static func embedding(
    _ store: [UInt8], in file: [UInt8]
  ) throws(CodecError) -> (file: [UInt8], range: Range<Int>) {
    guard (8...mostStoreBytes).contains(store.count) else {
      throw CodecError(.tooLarge, "a manifest store of \(store.count) bytes")
    }
    switch ImageFormat.detect(file) {
    case .jpeg: return try JPEGManifest.embedding(store, in: file)
    case .png: return try PNGManifest.embedding(store, in: file)
    case .webp: return try WebPManifest.embedding(store, in: file)
    case .heic, .avif, nil: throw CodecError(.unsupportedFormat, "a manifest store is not embedded")
    }
  }

  /// The file without any store, every other byte as it was, and how many stores were taken out.
  ///
  /// Errors: `unsupportedFormat` for other formats than JPEG, PNG and WebP.
  public static func removing(
    from file: [UInt8]
  ) throws(CodecError) -> (file: [UInt8], stores: Int) {
    switch ImageFormat.detect(file) {
    case .jpeg: return JPEGManifest.removing(from: file)
    case .png: return PNGManifest.removing(from: file)
    case .webp: return WebPManifest.removing(from: file)
    case .heic, .avif, nil: throw CodecError(.unsupportedFormat, "a manifest store is not removed")
    }
  }
}

extension [UInt8] {
  /// The array without some of its parts, which are in ascending order.
  func without(_ parts: [Range<Int>]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(count)
    var position = 0
    for part in parts {
      kept += self[position..<part.lowerBound]
      position = part.upperBound
    }
    return kept + self[position...]
  }

  /// The array with `part` put in at `offset`.
  func inserting(_ part: [UInt8], at offset: Int) -> [UInt8] {
    var whole: [UInt8] = []
    whole.reserveCapacity(count + part.count)
    whole += self[..<offset]
    whole += part
    whole += self[offset...]
    return whole
  }
}
