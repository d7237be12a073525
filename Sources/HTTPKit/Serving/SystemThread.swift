import Glibc

/// A thread of our own, for what waits, as a task must not.
///
/// Unchecked because the system's handle is a number.
struct SystemThread: @unchecked Sendable {
  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let handle: pthread_t

  init(_ run: @escaping @Sendable () -> Void) throws(HTTPError) {
    let work = Unmanaged.passRetained(Work(run))
    var handle = pthread_t()
    let result = pthread_create(
      &handle, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, work.toOpaque())
    guard result == 0 else {
      work.release()
      throw HTTPError(errno: result)
    }
    self.handle = handle
  }

  /// Waits for its end. Either this or `detach` is to be called, once.
  func join() { pthread_join(handle, nil) }

  /// Lets it run on its own.
  func detach() { pthread_detach(handle) }
}
