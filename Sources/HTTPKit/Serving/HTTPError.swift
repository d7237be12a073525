import Glibc

/// Why a server could not start.
public struct HTTPError: Error, Hashable, Sendable {
  /// The reasons, stable across versions.
  public enum Code: String, CaseIterable, Sendable {
    /// Not a numeric address, or a port beyond 65535.
    case invalidAddress
    /// Another program listens there.
    case addressInUse
    /// The address is none of this machine's.
    case addressNotAvailable
    /// The system does not allow listening there, as below port 1024.
    case permissionDenied
    /// Certificate and key cannot be read or do not belong together.
    case badCertificate
    /// Any other failure of the system or the library.
    case failed
  }

  /// The reason.
  public let code: Code
  /// A short technical text: the system's own words, or what was given.
  public let detail: String

  /// An error of both parts.
  public init(_ code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }

  /// The error that a system call's `number` (an errno value) stands for.
  init(errno number: CInt) {
    let code: Code =
      switch number {
      case EADDRINUSE: .addressInUse
      case EADDRNOTAVAIL: .addressNotAvailable
      case EACCES, EPERM: .permissionDenied
      default: .failed
      }
    self.init(code, detail: String(cString: strerror(number)))
  }
}
