import CHTTPShim
import Synchronization

/// One request and its response.
///
/// The library's thread of the connection calls it from the head to the end; in between the
/// connection is suspended while the handler works, and the handler's task resumes it. `state` says
/// at every moment whether it may: a connection is resumed only when it is suspended, and never
/// suspended after the exchange was abandoned, so that the server can stop.
final class Exchange: Sendable {
  typealias Instant = SuspendingClock.Instant

  private struct State {
    var isSuspended = false
    /// The client has left or the server stops.
    var isAbandoned = false
    var isEnded = false
    var task: Task<Void, Never>?
    var response: PreparedResponse?
    var events: EventBuffer?
  }

  private let number: UInt64
  private let head: RequestHead
  private let connection: ConnectionHandle
  private let core: ServerCore
  private let state = Mutex(State())
  /// Wakes the handler's task when an event buffer has room again.
  private let room: AsyncStream<Void>
  private let roomMade: AsyncStream<Void>.Continuation
  /// Nil before the plan and once the body is the handler's. Only the connection's thread uses it.
  nonisolated(unsafe) private var sink: (any BodySink)?

  init(_ number: UInt64, _ head: RequestHead, _ connection: ConnectionHandle, _ core: ServerCore) {
    self.number = number
    self.head = head
    self.connection = connection
    self.core = core
    (room, roomMade) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  // MARK: on the connection's thread

  /// Asks where the body may go. False when the connection is to be closed.
  func begin(hasBody: Bool, fault: Int?) -> Bool {
    guard core.roster.began(number, self, now: .now) else { return false }
    if let fault { return refuse(.plain(fault), isLast: true) }
    let length = head.contentLength ?? 0
    switch core.handler.plan(head) {
    case .refuse(let response): return refuse(response, isLast: hasBody)
    case .none:
      if length > 0 { return refuse(.plain(413), isLast: true) }
      sink = NoBody()
    case .memory(let most):
      if length > most { return refuse(.plain(413), isLast: true) }
      sink = MemoryBody(atMost: most)
    case .spool(let path, let most):
      if length > most { return refuse(.plain(413), isLast: true) }
      do throws(BodyFailure) {
        sink = try SpooledBody(path: path, atMost: most)
      } catch {
        return refuse(.plain(error.status), isLast: hasBody)
      }
    }
    return true
  }

  private func refuse(_ response: Response, isLast: Bool) -> Bool {
    let prepared = PreparedResponse.make(response, for: head, isLast: isLast, reader: nil)
    guard let prepared else { return false }
    if isLast { return queue(prepared) }
    // Queued before the request is read to its end, which is near, it would end the connection.
    state.withLock { $0.response = prepared }
    return true
  }

  /// False when the connection is to be closed.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard let sink else { return false }
    core.roster.received(number, piece.count)
    switch sink.take(piece) {
    // What cannot be kept is still read, for the library answers only at the end.
    case .taken, .failed: return true
    case .tooLong:
      core.refuseLate(number)
      return false
    }
  }

  /// The request is complete, or the handler has an answer. False when the connection is to be
  /// closed.
  func proceed() -> Bool {
    if let sink {
      self.sink = nil
      do throws(BodyFailure) {
        return start(Request(head: head, body: try sink.finish()))
      } catch {
        guard refuse(.plain(error.status), isLast: false) else { return false }
      }
    }
    guard let response = state.withLock({ $0.isAbandoned ? nil : $0.response.take() }) else {
      return false
    }
    return queue(response)
  }

  /// Suspends the connection and lets the handler work; false when the exchange was abandoned.
  private func start(_ request: Request) -> Bool {
    core.roster.handling(number, now: .now)
    return state.withLock { state in
      if state.isAbandoned { return false }
      connection.suspend()
      state.isSuspended = true
      state.task = Task(executorPreference: core.executor) { await self.respond(to: request) }
      return true
    }
  }

  private func queue(_ response: PreparedResponse) -> Bool {
    let isStream = state.withLock { $0.events != nil }
    // A stream has no end to be measured; its client is watched like one that waits.
    if isStream {
      core.roster.handling(number, now: .now)
    } else {
      core.roster.sending(number, bytes: response.bytes, now: .now)
    }
    return connection.queue(response)
  }

  /// Moves bytes of an event stream; suspends the connection when there are none.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int64 {
    let count: Int64 = state.withLock { state in
      guard !state.isAbandoned, var events = state.events.take() else { return -2 }
      defer { state.events = events }
      if events.count > 0 { return Int64(events.take(into: buffer)) }
      if events.isFinished { return -1 }
      connection.suspend()
      state.isSuspended = true
      return 0
    }
    if count > 0 { roomMade.yield() }
    return count
  }

  /// The library is done with the exchange.
  func ended() {
    // Cancelling runs the handler's own code, which must not find the lock held.
    let (task, unsent) = state.withLock { state in
      state.isEnded = true
      state.isAbandoned = true
      return (state.task.take(), state.response.take())
    }
    withExtendedLifetime(unsent) { task?.cancel() }
    roomMade.finish()
    sink = nil
    core.roster.ended(number, now: .now)
  }

  // MARK: in the handler's task

  private func respond(to request: Request) async {
    let response = await core.handler.respond(to: request)
    if case .events(let stream) = response.body {
      state.withLock { $0.events = EventBuffer(now: .now) }
      if answer(response) { await feed(stream) }
    } else {
      answer(response)
    }
  }

  @discardableResult private func answer(_ response: Response) -> Bool {
    let prepared = PreparedResponse.make(response, for: head, reader: self)
    return state.withLock { state in
      // Without memory for an answer the connection is closed.
      if prepared == nil { state.isAbandoned = true }
      if !state.isAbandoned { state.response = prepared }
      resume(&state)
      return !state.isAbandoned
    }
  }

  private func feed(_ stream: AsyncStream<ServerEvent>) async {
    var rooms = room.makeAsyncIterator()
    for await event in stream {
      guard var waiting = add(event.encoded) else { break }
      while waiting > EventBuffer.enough, await rooms.next() != nil {
        waiting = state.withLock { $0.events?.count ?? 0 }
      }
    }
    state.withLock { state in
      state.events?.isFinished = true
      resume(&state)
    }
  }

  /// How many bytes wait then; nil when nobody waits for them.
  private func add(_ bytes: [UInt8]) -> Int? {
    state.withLock { state in
      if state.isAbandoned { return nil }
      state.events?.append(bytes, now: .now)
      resume(&state)
      return state.events?.count
    }
  }

  private func resume(_ state: inout State) {
    guard state.isSuspended else { return }
    state.isSuspended = false
    connection.resume()
  }

  // MARK: from the server's own thread

  /// Gives up: the handler's task is cancelled, and the connection closed.
  func abandon() {
    let task = state.withLock { state -> Task<Void, Never>? in
      if state.isEnded { return nil }
      state.isAbandoned = true
      resume(&state)
      return state.task
    }
    task?.cancel()
    roomMade.finish()
  }

  /// Sends a comment when an event stream has long been silent, so that nobody on the way forgets
  /// the connection.
  func ping(after silence: Duration, now: Instant) {
    state.withLock { state in
      guard !state.isAbandoned, let events = state.events, !events.isFinished, events.count == 0,
        now - events.added >= silence
      else { return }
      state.events?.append(ServerEvent.ping, now: now)
      resume(&state)
    }
  }
}
