import Glibc

/// The screen of somebody who sits at this machine.
enum Screen {
  /// Whether there is one.
  static var isThere: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { (name: String) in getenv(name) != nil })
  }

  /// Shows folders there; nil when there is none.
  static var folders: (@Sendable (String) -> Void)? {
    guard isThere else { return nil }
    return { folder in show(folder) }
  }

  /// Opens an address or a folder there. That it does not open is no error: it was told as well.
  static func show(_ address: String) {
    var child: pid_t = 0
    let command: [String] = ["xdg-open", address]
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    posix_spawnp(&child, "xdg-open", nil, nil, words, environ)
  }
}
