import Glibc

/// An open file descriptor that closes itself.
struct Descriptor: ~Copyable, Sendable {
  let number: CInt
  let path: String

  /// Opens `path`; never inherited by a child process, retried when a signal interrupts it.
  init(opening path: String, _ flags: CInt, mode: mode_t = 0) throws(FilesError) {
    try PathName.check(path)
    var number: CInt
    repeat { number = open(path, flags | O_CLOEXEC, mode) } while number < 0 && errno == EINTR
    guard number >= 0 else { throw FilesError(errno: errno, path: path) }
    self.number = number
    self.path = path
  }

  /// Takes over what a system call returned: `number`, or an error when that is negative. `path` is
  /// what errors name.
  init(adopting number: CInt, path: String) throws(FilesError) {
    guard number >= 0 else { throw FilesError(errno: errno, path: path) }
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  func status() throws(FilesError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FilesError(errno: errno, path: path) }
    return status
  }

  /// Reads up to the buffer's length; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FilesError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw FilesError(errno: errno, path: path) }
    }
  }

  func writeAll(_ bytes: [UInt8]) throws(FilesError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        return Glibc.write(number, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw FilesError(errno: errno, path: path)
      }
    }
  }

  /// Makes the contents survive a loss of power. A file system without that service is accepted.
  func synchronize() throws(FilesError) {
    while fsync(number) != 0 {
      if errno == EINVAL { return }
      if errno != EINTR { throw FilesError(errno: errno, path: path) }
    }
  }

  /// Takes the advisory lock, exclusively unless `shared`; false when another holder has it.
  func tryLock(shared: Bool = false) throws(FilesError) -> Bool {
    while flock(number, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw FilesError(errno: errno, path: path) }
    }
    return true
  }
}
