import Synchronization

/// An HTTP/1.1 server on a port of this machine, from its making until it is stopped.
public final class Server: Sendable {
  private let core: ServerCore
  private let daemon: Daemon
  private let loop: ServerLoop
  private let isStopped = Mutex(false)

  /// The port it listens on.
  public let port: Int

  /// Starts to serve.
  public init(_ configuration: ServerConfiguration, handler: any Handler) throws(HTTPError) {
    let listener = try Listener(address: configuration.address, port: configuration.port)
    port = listener.port
    core = try ServerCore(
      handler: handler, limits: configuration.limits, isEncrypted: configuration.tls != nil)
    daemon = try Daemon(configuration, core: core)
    do throws(HTTPError) {
      loop = try ServerLoop(listener, daemon, core, configuration)
    } catch {
      daemon.stop()
      throw error
    }
  }

  deinit { stop() }

  /// Accepts no more connections, cancels the tasks of all handlers without waiting for them, and
  /// closes what is open. Not to be called from `Handler.plan`.
  public func stop() {
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      loop.stop()
      for exchange in core.roster.stop() { exchange.abandon() }
      daemon.stop()
    }
  }
}
