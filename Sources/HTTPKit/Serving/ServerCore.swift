import CHTTPShim

/// What all threads of a server share, and what the library calls.
final class ServerCore: Sendable {
  let handler: any Handler
  let roster: ConnectionRoster
  let executor: HandlerExecutor
  private let isEncrypted: Bool

  init(
    handler: any Handler, limits: ServerLimits, isEncrypted: Bool
  ) throws(HTTPError) {
    guard let executor = HandlerExecutor.shared else {
      throw HTTPError(.failed, detail: "no threads for handlers")
    }
    self.handler = handler
    self.executor = executor
    self.isEncrypted = isEncrypted
    roster = ConnectionRoster(limits: limits)
  }

  /// The library's callbacks, which hold an unretained reference to this object.
  var callbacks: http_shim_callbacks {
    http_shim_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      opened: { ServerCore.from($0).roster.taken($1) },
      closed: { ServerCore.from($0).roster.closed($1, now: .now) },
      head: { context, number, connection, method, target in
        ServerCore.from(context).begin(
          number, connection, String(cString: method),
          target.flatMap { String(validatingCString: $0) })
      },
      body: { exchange, bytes, count in
        let piece = UnsafeRawBufferPointer(start: bytes, count: count)
        return ServerCore.exchange(exchange).take(piece) ? goOn : close
      },
      complete: { ServerCore.exchange($0).proceed() ? goOn : close },
      ended: { exchange, _ in
        Unmanaged<Exchange>.fromOpaque(exchange).takeRetainedValue().ended()
      })
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> ServerCore {
    Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
  }

  private static func exchange(_ pointer: UnsafeMutableRawPointer) -> Exchange {
    Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  }

  private func begin(
    _ number: UInt64, _ pointer: OpaquePointer, _ method: String, _ text: String?
  ) -> UnsafeMutableRawPointer? {
    let connection = ConnectionHandle(pointer)
    let fields = connection.fields()
    let target = text.flatMap { RequestTarget($0) }
    let head = RequestHead(
      method: method == "HEAD" ? "GET" : method, path: target?.path ?? [],
      query: target?.query ?? [:], peer: roster.peer(number), fields: fields)
    let fault = target == nil ? 400 : fields.fault
    let exchange = Exchange(number, head, connection, self)
    guard exchange.begin(hasBody: fields.announcesBody, fault: fault) else { return nil }
    return Unmanaged.passRetained(exchange).toOpaque()
  }

  /// Answers a body that turned out too long: the library cannot while it is being read. Over TLS
  /// the client only sees the end of the connection.
  func refuseLate(_ number: UInt64) {
    guard !isEncrypted else { return }
    let answer = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    roster.sendLast(Array(answer.utf8), to: number)
  }
}

private let goOn = Int32(HTTP_SHIM_GO_ON)
private let close = Int32(HTTP_SHIM_CLOSE)
