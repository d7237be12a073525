/// Which requests come from pages of this server: the guard against rebound names and other sites' forms (Fetch
/// Standard, `Origin`; WHATWG HTML, fetch metadata).
struct HostPolicy: Sendable {
  private let hosts: Set<String>
  private let scheme: String

  /// A server at `port` that answers to these names and numeric addresses.
  init(names: [String], port: Int, isSecure: Bool) {
    scheme = isSecure ? "https" : "http"
    let isUsual = port == (isSecure ? 443 : 80)
    var hosts: Set<String> = []
    for name in names {
      let host = name.contains(":") ? "[\(name)]" : name.lowercased()
      hosts.insert("\(host):\(port)")
      if isUsual { hosts.insert(host) }
    }
    self.hosts = hosts
  }

  /// Whether the Host header names this server.
  func isOwn(host: String?) -> Bool { host.map { hosts.contains($0.lowercased()) } ?? false }

  /// Whether a request that changes something may come from where it says it comes from. A browser sends at least one
  /// of the two headers with such requests.
  func mayChange(origin: String?, fetchSite: String?) -> Bool {
    if let fetchSite, fetchSite != "same-origin" { return false }
    if let origin {
      guard origin.hasPrefix("\(scheme)://") else { return false }
      return hosts.contains(String(origin.dropFirst(scheme.count + 3)).lowercased())
    }
    return fetchSite != nil
  }
}
