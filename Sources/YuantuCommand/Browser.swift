import Glibc

/// The browser of somebody who sits at this machine.
enum Browser {
  /// Opens `address` in it, when there is a screen. That it does not open is no error: the address was told.
  static func open(_ address: String) {
    guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { (name: String) in getenv(name) != nil })
    else { return }
    var child: pid_t = 0
    let command: [String] = ["xdg-open", address]
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    posix_spawnp(&child, "xdg-open", nil, nil, words, environ)
  }
}
