import Glibc

/// An IPv4 or IPv6 address with a port.
struct SocketAddress {
  private(set) var storage = sockaddr_storage()
  private(set) var count = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// An address to be filled in by the system.
  init() {}

  /// Nil when `text` is no numeric address.
  init?(numeric text: String, port: UInt16) {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(text, String(port), &hints, &found) == 0, let found else { return nil }
    defer { freeaddrinfo(found) }
    let size = Int(found.pointee.ai_addrlen)
    guard let address = found.pointee.ai_addr, size <= MemoryLayout<sockaddr_storage>.size else {
      return nil
    }
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: size))
    }
    count = found.pointee.ai_addrlen
  }

  var family: CInt { CInt(storage.ss_family) }

  /// The address without the port; an IPv4 address that came over IPv6 in its own form.
  var numeric: String {
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let result = with { address, count in
      getnameinfo(address, count, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    }
    guard result == 0 else { return "" }
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let name = String(decoding: bytes, as: UTF8.self)
    let mapped = "::ffff:"
    guard name.hasPrefix(mapped), name.contains(".") else { return name }
    return String(name.dropFirst(mapped.count))
  }

  var port: Int {
    withUnsafeBytes(of: storage) { bytes in
      // sin_port and sin6_port both stand behind the family, in network order.
      Int(bytes[2]) << 8 | Int(bytes[3])
    }
  }

  func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, count) }
    }
  }

  /// Lets a system call fill the address in.
  mutating func fill(
    _ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> CInt
  ) -> CInt {
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) }
    }
    count = min(size, socklen_t(MemoryLayout<sockaddr_storage>.size))
    return result
  }
}
