import COpenSSL

public enum MessageAuthentication {
  public static func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 32)
    var n: UInt32 = 32
    HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &out, &n)
    return out
  }
}
public enum KeyDerivation {
  public static func hkdfSHA256(secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int)
    -> [UInt8]
  {
    let prk = MessageAuthentication.hmacSHA256(key: salt, message: secret)
    return Array(MessageAuthentication.hmacSHA256(key: prk, message: info + [1]).prefix(count))
  }
}
