import Foundation

/// A client that sends any bytes and waits at most ten seconds for an answer.
final class RawClient: Sendable {
  struct Failure: Error {
    let words: String
  }

  struct Reply {
    var status = 0
    var headers: [String: String] = [:]
    var body = ""
  }

  private let descriptor: CInt

  init(_ port: Int) throws {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var wait = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(words: "connect: \(errno)") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw Failure(words: "send: \(errno)") }
      rest = rest.dropFirst(sent)
    }
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(descriptor, CInt(SHUT_WR)) }

  /// At most `most` bytes; none when the connection was closed or reset.
  func read(atMost most: Int = 65536) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &bytes, most, 0)
    if count < 0, errno != ECONNRESET { throw Failure(words: "recv: \(errno)") }
    return Array(bytes.prefix(max(0, count)))
  }

  func readToEnd() throws -> String {
    var all: [UInt8] = []
    while true {
      let piece = try read()
      if piece.isEmpty { return String(decoding: all, as: UTF8.self) }
      all += piece
    }
  }

  /// How many bytes come.
  func countToEnd() throws -> Int {
    var count = 0
    while true {
      let piece = try read(atMost: 1 << 20).count
      if piece == 0 { return count }
      count += piece
    }
  }

  /// What comes until `end` has come.
  func read(until end: String) throws -> String {
    var all: [UInt8] = []
    while !all.suffix(end.utf8.count).elementsEqual(end.utf8) {
      let piece = try read(atMost: 1)
      if piece.isEmpty { throw Failure(words: "closed after \(all.count) bytes") }
      all += piece
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// One response whose length is said.
  func readReply() throws -> Reply {
    let head = try read(until: "\r\n\r\n")
    var reply = Reply()
    for (index, line) in head.components(separatedBy: "\r\n").enumerated() where !line.isEmpty {
      if index == 0 {
        reply.status = Int(line.split(separator: " ")[1]) ?? 0
      } else {
        let parts = line.components(separatedBy: ": ")
        reply.headers[parts[0].lowercased()] = parts[1]
      }
    }
    var rest = Int(reply.headers["content-length"] ?? "0") ?? 0
    while rest > 0 {
      let piece = try read(atMost: min(rest, 65536))
      if piece.isEmpty { throw Failure(words: "closed in a body") }
      reply.body += String(decoding: piece, as: UTF8.self)
      rest -= piece.count
    }
    return reply
  }

  /// The status of the next response; 0 when the connection is closed without one.
  func readStatus() throws -> Int {
    let text = try readToEnd()
    guard text.hasPrefix("HTTP/1.1 ") else { return 0 }
    return Int(text.dropFirst(9).prefix(3)) ?? 0
  }
}
