import Dispatch
import Glibc

/// Ends the waiting of another thread for file events.
public final class WakeSignal: Sendable {
  let descriptor: Descriptor
  private let giver: Descriptor

  /// A signal that has not been given.
  public init() throws(FilesError) {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { throw FilesError(errno: errno, path: "pipe") }
    descriptor = try Descriptor(adopting: ends[0], path: "pipe")
    giver = try Descriptor(adopting: ends[1], path: "pipe")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  /// Ends every waiting there is and will be. May be called from any thread.
  public func give() {
    // A full pipe has been given already.
    var byte: UInt8 = 1
    _ = write(giver.number, &byte, 1)
  }

  /// Waits until the signal is given, or something can be read from `descriptor` (that of a
  /// `FolderWatch`), at most so many seconds. No task's thread is kept busy meanwhile.
  public func wait(orFor descriptor: CInt? = nil, seconds: Double) async {
    let numbers = [self.descriptor.number] + (descriptor.map { [$0] } ?? [])
    // Rounded up, so that a waiting for less than a millisecond does not spin.
    let milliseconds = CInt((max(0, min(seconds, 86_400)) * 1000).rounded(.up))
    await withCheckedContinuation { continuation in
      Self.queue.async {
        var waiting = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&waiting, nfds_t(waiting.count), milliseconds)
        continuation.resume()
      }
    }
  }

  private static let queue = DispatchQueue(label: "yuantu.wait", attributes: .concurrent)
}
