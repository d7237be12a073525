import CHTTPShim

/// The library's threads, which work off the connections given to them.
///
/// Unchecked because it is only a pointer, and adding and stopping are safe from any thread.
struct Daemon: @unchecked Sendable {
  private static let threads = 2
  /// Room for a head and its parts; half of it is what one read takes in.
  private static let memoryAConnection = 65536

  private let pointer: OpaquePointer

  /// `core` must live until `stop` has returned.
  init(_ configuration: ServerConfiguration, core: ServerCore) throws(HTTPError) {
    var callbacks = core.callbacks
    var settings = http_shim_settings()
    settings.threads = UInt32(Daemon.threads)
    // The roster counts; the library's own limit holds for each thread, and closes without a word.
    settings.connections = 65536
    settings.idle_seconds = UInt32(clamping: configuration.limits.idleSeconds)
    settings.memory_a_connection = Daemon.memoryAConnection
    guard let tls = configuration.tls else {
      guard let pointer = http_shim_start(&settings, &callbacks) else {
        throw HTTPError(.failed, detail: "the library did not start")
      }
      self.pointer = pointer
      return
    }
    let certificate = tls.certificatePEM.map { CChar(bitPattern: $0) } + [0]
    let key = tls.keyPEM.map { CChar(bitPattern: $0) } + [0]
    let started = certificate.withUnsafeBufferPointer { certificate in
      key.withUnsafeBufferPointer { key in
        settings.certificate = certificate.baseAddress
        settings.key = key.baseAddress
        return http_shim_start(&settings, &callbacks)
      }
    }
    guard let started else {
      throw HTTPError(.badCertificate, detail: "the library did not accept certificate and key")
    }
    pointer = started
  }

  /// False when the connection was refused and closed.
  func add(_ socket: AcceptedSocket) -> Bool {
    socket.address.with { http_shim_add(pointer, socket.descriptor, $0, $1) != 0 }
  }

  /// Closes all connections, none of which may be suspended.
  func stop() { http_shim_stop(pointer) }
}
