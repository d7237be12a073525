import CAssets

/// The page that checks a package in a browser: one file, no network.
public enum VerifyPage {
  private static let scripts = [
    "bytes", "asn1", "cbor", "zip", "words", "checks", "records", "page",
  ]

  /// The page, with style and scripts put in.
  public static var bytes: [UInt8] {
    let script = scripts.flatMap { asset("verify-\($0).js") }
    return replacing("/*style*/", by: asset("verify.css"), in: asset("verify.html"))
      .flatMap { replacing("/*script*/", by: script, in: $0) } ?? []
  }

  private static func asset(_ name: String) -> [UInt8] {
    guard let part = assets_page(name) else { preconditionFailure(name) }
    return Array(UnsafeBufferPointer(start: part.pointee.bytes, count: part.pointee.count))
  }

  private static func replacing(
    _ mark: String, by bytes: [UInt8], in page: [UInt8]
  ) -> [UInt8]? {
    guard let place = page.firstRange(of: Array(mark.utf8)) else { return nil }
    return page[..<place.lowerBound] + bytes + page[place.upperBound...]
  }
}
