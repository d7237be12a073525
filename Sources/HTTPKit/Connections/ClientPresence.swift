import CHTTPShim
import Glibc

/// Whether the client of a connection is still there.
enum ClientPresence {
  case there
  /// It sends no more, but may still read.
  case silent
  case gone

  /// One for each descriptor; does not wait.
  static func of(_ descriptors: [CInt]) -> [ClientPresence] {
    let hangUp = CInt(HTTP_SHIM_READ_HANG_UP)
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(hangUp), revents: 0) }
    poll(&polled, nfds_t(polled.count), 0)
    return polled.map { polled in
      let seen = CInt(polled.revents)
      if seen & (POLLERR | POLLHUP | POLLNVAL) != 0 { return .gone }
      return seen & hangUp != 0 ? .silent : .there
    }
  }
}
