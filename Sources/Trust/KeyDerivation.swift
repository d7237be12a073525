/// Keys made from other keys.
public enum KeyDerivation {
  /// HKDF with SHA-256 (RFC 5869): `count` bytes, at most 8160. `info` names the use and
  /// keeps keys for different uses apart. An empty salt is the RFC's default salt.
  public static func hkdfSHA256(
    secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int
  ) -> [UInt8] {
    precondition((0...255 * Digest.byteCount).contains(count))
    let key = MessageAuthentication.hmacSHA256(key: salt, message: secret)
    var output: [UInt8] = []
    var block: [UInt8] = []
    var number: UInt8 = 0
    while output.count < count {
      number += 1
      block = MessageAuthentication.hmacSHA256(key: key, message: block + info + [number])
      output += block
    }
    return Array(output.prefix(count))
  }
}
