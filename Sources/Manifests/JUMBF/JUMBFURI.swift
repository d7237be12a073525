/// A reference to a box of a manifest store: `self#jumbf=…` (C2PA 2.2 §8.3).
struct JUMBFURI: Hashable, Sendable {
  /// The manifest's label; nil for a reference within the manifest it stands in.
  let manifest: String?
  /// The labels from the manifest down; empty for the manifest itself.
  let path: [String]

  static let scheme = "self#jumbf="
  static let assertions = "c2pa.assertions"
  static let signature = "c2pa.signature"

  init(manifest: String?, path: [String]) {
    self.manifest = manifest
    self.path = path
  }

  /// A reference to an assertion of the same manifest.
  static func assertion(_ label: String, in manifest: String? = nil) -> JUMBFURI {
    JUMBFURI(manifest: manifest, path: [assertions, label])
  }

  /// Reads a reference; nil when it is none, leaves the store, or holds empty or dotted parts.
  init?(_ text: String) {
    guard text.utf8.starts(with: Self.scheme.utf8), text.utf8.count <= 4096 else { return nil }
    var rest = text.utf8.dropFirst(Self.scheme.utf8.count)
    let isAbsolute = rest.first == UInt8(ascii: "/")
    if isAbsolute { rest = rest.dropFirst() }
    var parts: [String] = []
    for part in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let label = String(Substring(part))
      guard JUMBFLabel.isValid(label), label != "..",
        label != "."
      else { return nil }
      parts.append(label)
    }
    // Early files leave out the first slash.
    if isAbsolute || parts.first == "c2pa" {
      guard parts.count >= 2, parts[0] == "c2pa" else { return nil }
      manifest = parts[1]
      path = Array(parts.dropFirst(2))
    } else {
      guard !parts.isEmpty else { return nil }
      manifest = nil
      path = parts
    }
  }

  /// The same reference from the store's root.
  func absolute(in label: String) -> JUMBFURI { JUMBFURI(manifest: manifest ?? label, path: path) }

  /// The text of the reference.
  var text: String {
    let joined = path.joined(separator: "/")
    guard let manifest else { return Self.scheme + joined }
    return Self.scheme + "/c2pa/\(manifest)" + (path.isEmpty ? "" : "/" + joined)
  }
}
