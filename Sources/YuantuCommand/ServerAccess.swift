import Glibc
import HTTPKit
import Trust
import Wording
import Yuantu

/// Where the server listens, what it is called, and by what it is recognised.
struct ServerAccess {
  let configuration: ServerConfiguration
  /// All names and numeric addresses of it.
  let hosts: [String]
  /// Those by which other machines call it.
  let networkHosts: [String]
  /// SHA-256 of its certificate, hexadecimal; empty without one.
  let fingerprint: String

  private static let loopback = ["127.0.0.1", "localhost", "::1"]

  init(
    home: String, isOnNetwork: Bool, port: Int, surroundings: Surroundings
  ) throws(Problem) {
    guard isOnNetwork else {
      configuration = ServerConfiguration(address: "127.0.0.1", port: port)
      hosts = Self.loopback
      (networkHosts, fingerprint) = ([], "")
      return
    }
    let addresses = Self.addresses
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let machine = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    networkHosts = addresses + (machine.isEmpty ? [] : [machine])
    hosts = Self.loopback + networkHosts
    do {
      let identity = try ServerIdentity.kept(
        in: "\(home)/web", names: ["localhost"] + (machine.isEmpty ? [] : [machine]),
        addresses: ["127.0.0.1"] + addresses, surroundings: surroundings)
      fingerprint = identity.certificate.fingerprint.hex
      configuration = ServerConfiguration(
        address: "0.0.0.0", port: port,
        tls: (try identity.certificate.pem(), try identity.key.privateKeyPEM(passphrase: nil)))
    } catch { throw Problem(any: error, path: home) }
  }

  /// The numeric addresses of this machine's networks, IPv4.
  private static var addresses: [String] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [String] = []
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
        entry.ifa_flags & UInt32(IFF_UP) != 0,
        entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0
      else { continue }
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      if getnameinfo(address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
        found.append(
          String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
    }
    return found.sorted()
  }

  /// Why the server could not start, in words.
  static func problem(_ error: HTTPError, port: Int) -> Problem {
    let text =
      switch error.code {
      case .addressInUse:
        LocalizedText(
          "端口 \(port) 已被占用；也许原图已在运行，或请用 --port 换一个。",
          "Port \(port) is taken; perhaps Yuantu runs already, or choose another with --port.")
      case .permissionDenied:
        LocalizedText(
          "系统不允许使用端口 \(port)；请换 1024 以上的端口。",
          "The system does not allow port \(port); choose one above 1024.")
      case .invalidAddress, .addressNotAvailable, .badCertificate, .failed:
        LocalizedText("网页服务无法启动。", "The server cannot start.")
      }
    return Problem(code: "serve.\(error.code.rawValue)", text: text, detail: error.detail)
  }
}
