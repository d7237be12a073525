import Glibc

/// The certificate of a web server in a local network (RFC 5280, RFC 6125).
extension Certificate {
  /// Browsers accept at most 398 days.
  private static let serverDays: Int64 = 397
  private static let mostHosts = 64

  /// A self-signed certificate for TLS servers, valid for 397 days from `now` (unix seconds), which
  /// the browser's user must accept by hand.
  ///
  /// `names` are DNS names in ASCII, `addresses` numeric IPv4 and IPv6 addresses: 1 … 64 in all,
  /// each a subjectAltName; the first, of at most 64 characters, is also the common name. Throws
  /// `invalidName`, and `unsupportedKey` unless the key is for ES256.
  public static func selfSignedServer(
    names: [String], addresses: [String], key: SigningKey, now: Int64,
    random: some RandomSource = SystemRandom()
  ) throws(TrustError) -> Certificate {
    guard key.algorithm == .es256 else {
      throw TrustError(.unsupportedKey, detail: "only ES256 is used for servers")
    }
    guard names.allSatisfy(isHostName), addresses.allSatisfy(isAddress),
      let first = names.first ?? addresses.first, names.count + addresses.count <= mostHosts
    else { throw TrustError(.invalidName, detail: "1 to 64 host names and addresses are needed") }
    let hosts = names.map { "DNS:\($0)" } + addresses.map { "IP:\($0)" }
    let builder = try CertificateBuilder(serial: try serial(random))
    try builder.setNames(
      subject: DistinguishedName(country: nil, organization: nil, commonName: first))
    try builder.setValidity(from: now, to: try end(now, days: serverDays))
    try builder.setPublicKey(key.handle)
    try builder.addExtensions(
      issuer: nil,
      [
        .basicConstraints: "critical,CA:FALSE", .keyUsage: "critical,digitalSignature",
        .extendedKeyUsage: "serverAuth", .subjectKeyIdentifier: "hash",
        .subjectAlternativeName: hosts.joined(separator: ","),
      ])
    return try builder.signed(by: key.handle)
  }

  /// Labels of letters, digits and inner hyphens, 253 characters in all.
  private static func isHostName(_ name: String) -> Bool {
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return name.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
          && label.last != UInt8(ascii: "-") && label.allSatisfy(isHostByte)
      }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    // What inet_pton reads ends at a zero byte; the certificate's syntax must not see more.
    guard text.utf8.allSatisfy({ isHostByte($0) || $0 == 0x2E || $0 == 0x3A }) else { return false }
    var bytes = in6_addr()
    return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1
  }
}
