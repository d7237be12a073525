import CWebAssets
import HTTPKit

/// The files that pages refer to, built into the program.
enum Assets {
  /// The asset of this name; nil when there is none.
  static func response(_ name: String) -> Response? {
    var count = 0
    guard let type = type(of: name), let bytes = web_asset(name, &count) else { return nil }
    return Response(
      status: 200, headers: [("Content-Type", type), ("Cache-Control", "no-cache")],
      body: .bytes(Array(UnsafeBufferPointer(start: bytes, count: count))))
  }

  private static func type(of name: String) -> String? {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
