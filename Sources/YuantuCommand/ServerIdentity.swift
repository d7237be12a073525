import Files
import Trust
import Yuantu

/// The certificate by which other machines recognise the server, with its key. It stays the same from start to start, so that
/// a browser that was told to trust it once need not be told again.
struct ServerIdentity {
  let certificate: Certificate
  let key: SigningKey

  /// A certificate with less time left is replaced, seconds.
  private static let leastTimeLeft: Int64 = 30 * 86400
  private static let mostBytes = 1 << 16

  /// The one kept in `folder` for these names and addresses; a new one when there is none, when they have changed, or
  /// when it ends soon.
  static func kept(
    in folder: String, names: [String], addresses: [String], surroundings: Surroundings
  ) throws -> ServerIdentity {
    let now = surroundings.now() / 1000
    let hosts = (names + addresses).joined(separator: "\n")
    if let known = read(folder), known.hosts == hosts,
      known.identity.certificate.notAfter > now + leastTimeLeft
    {
      return known.identity
    }
    let key = try SigningKey.generate()
    let certificate = try Certificate.selfSignedServer(
      names: names, addresses: addresses, key: key, now: now, random: surroundings.random)
    let slash = folder.lastIndex(of: "/") ?? folder.startIndex
    try Directory.createPrivate(String(folder[..<slash]))
    try Directory.createPrivate(folder)
    func write(_ bytes: [UInt8], _ name: String) throws {
      try AtomicFile.write(bytes, to: "\(folder)/\(name)", mode: 0o600, replacing: true)
    }
    try write(try key.privateKeyPEM(passphrase: nil), keyName)
    try write(try certificate.pem(), certificateName)
    // Last: without it the other two count for nothing.
    try write(Array(hosts.utf8), hostsName)
    return ServerIdentity(certificate: certificate, key: key)
  }

  private static let keyName = "server-key.pem"
  private static let certificateName = "server-certificate.pem"
  private static let hostsName = "server-hosts"

  private static func read(_ folder: String) -> (identity: ServerIdentity, hosts: String)? {
    func bytes(_ name: String) -> [UInt8]? {
      try? FileBytes.read("\(folder)/\(name)", atMost: mostBytes)
    }
    guard let hosts = bytes(hostsName),
      let key = bytes(keyName).flatMap({ try? SigningKey(pem: $0, passphrase: nil) }),
      let certificate = bytes(certificateName).flatMap({ try? Certificate.all(inPEM: $0).first }),
      certificate.publicKeyDER == key.publicKeyDER
    else { return nil }
    return (
      ServerIdentity(certificate: certificate, key: key), String(decoding: hosts, as: UTF8.self)
    )
  }
}
