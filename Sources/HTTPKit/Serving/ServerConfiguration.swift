/// Where a server listens, and how.
public struct ServerConfiguration: Sendable {
  /// A numeric IPv4 or IPv6 address of this machine; "::" stands for all of both kinds.
  public var address: String
  /// 0 for any free port.
  public var port: Int
  /// A certificate, with its chain, and its unencrypted PKCS#8 key, both PEM; nil for plain HTTP.
  public var tls: (certificatePEM: [UInt8], keyPEM: [UInt8])?
  /// What clients may take up.
  public var limits: ServerLimits

  /// A configuration of these parts.
  public init(
    address: String = "127.0.0.1", port: Int = 0,
    tls: (certificatePEM: [UInt8], keyPEM: [UInt8])? = nil, limits: ServerLimits = ServerLimits()
  ) {
    self.address = address
    self.port = port
    self.tls = tls
    self.limits = limits
  }
}
