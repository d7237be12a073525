import Glibc

/// What a service tells systemd about itself: sd_notify(3), whose protocol is a datagram to the socket
/// that the environment names.
enum ServiceNotification: String {
  case ready = "READY=1"
  case stopping = "STOPPING=1"

  /// Sends it; nothing happens where nobody asked to be told.
  func send() {
    guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }),
      path.hasPrefix("/") || path.hasPrefix("@")
    else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A name in the abstract space, written with an @, begins with a zero byte and has none at its end.
    let bytes = Array((path.hasPrefix("@") ? "\0" + path.dropFirst() : path).utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size - room + bytes.count)
    let number = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
    guard number >= 0 else { return }
    defer { close(number) }
    let text = Array(rawValue.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(number, text, text.count, CInt(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
