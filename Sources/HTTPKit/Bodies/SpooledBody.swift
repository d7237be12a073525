import Glibc

/// A body in a new file, which is removed again unless the body was finished.
final class SpooledBody: BodySink {
  private let path: String
  private let descriptor: CInt
  private let most: Int
  private var count = 0
  private var failure: BodyFailure?
  private var isFinished = false

  /// Fails also when something is at the path already.
  init(path: String, atMost most: Int) throws(BodyFailure) {
    guard !path.utf8.contains(0) else { throw BodyFailure(errno: EINVAL) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BodyFailure(errno: errno) }
    self.descriptor = descriptor
    self.path = path
    self.most = most
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(path) }
  }

  func take(_ piece: UnsafeRawBufferPointer) -> BodyOutcome {
    guard failure == nil else { return .failed }
    guard piece.count <= most - count else { return .tooLong }
    var rest = piece[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let written = write(descriptor, part.baseAddress, part.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written == 0 || errno != EINTR {
        failure = BodyFailure(errno: errno)
        return .failed
      }
    }
    count += piece.count
    return .taken
  }

  func finish() throws(BodyFailure) -> Request.Body {
    if let failure { throw failure }
    isFinished = true
    return .file(SpooledFile(path: path, bytes: count))
  }
}
