import CHTTPShim
import Glibc

/// A socket that listens, closed with the value.
struct Listener: ~Copyable, Sendable {
  let descriptor: CInt
  /// The port it was given.
  let port: Int

  init(address text: String, port: Int) throws(HTTPError) {
    guard let number = UInt16(exactly: port),
      let address = SocketAddress(numeric: text, port: number)
    else { throw HTTPError(.invalidAddress, detail: "\(text) \(port)") }
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(address.family, kind, 0)
    guard descriptor >= 0 else { throw HTTPError(errno: errno) }
    do throws(HTTPError) {
      self.port = try Listener.listen(descriptor, address)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  private static func listen(
    _ descriptor: CInt, _ address: SocketAddress
  ) throws(HTTPError) -> Int {
    // Without it a restarted server would wait a minute for its old connections to be forgotten.
    set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    guard address.with({ bind(descriptor, $0, $1) }) == 0,
      Glibc.listen(descriptor, SOMAXCONN) == 0
    else { throw HTTPError(errno: errno) }
    var bound = SocketAddress()
    guard bound.fill({ getsockname(descriptor, $0, $1) }) == 0 else {
      throw HTTPError(errno: errno)
    }
    return bound.port
  }

  /// The next client, or the reason there is none (an errno value).
  func accept() -> Result<AcceptedSocket, AcceptFailure> {
    var address = SocketAddress()
    let accepted = address.fill { http_shim_accept(descriptor, $0, $1) }
    guard accepted >= 0 else { return .failure(AcceptFailure(number: errno)) }
    // A client that vanished without a word is noticed after so many milliseconds.
    Listener.set(accepted, CInt(IPPROTO_TCP), TCP_USER_TIMEOUT, 60_000)
    return .success(AcceptedSocket(descriptor: accepted, address: address))
  }

  private static func set(_ descriptor: CInt, _ level: CInt, _ option: CInt, _ value: CInt) {
    var value = value
    _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<CInt>.size))
  }
}
