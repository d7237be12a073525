import COpenSSL
import Glibc

/// The signed part of a time-stamp token: TSTInfo (RFC 3161 §2.4.2).
struct TokenInformation {
  let imprintAlgorithm: HashAlgorithm
  let imprint: [UInt8]
  let generatedAt: Int64
  let accuracy: Int64?
  let nonce: [UInt8]?
  let serial: [UInt8]
  let policy: String

  /// Reads a TSTInfo in DER.
  init(der: [UInt8]) throws(TrustError) {
    let found = OpenSSL.decoded(der) {
      d2i_TS_TST_INFO(nil, $0, $1)
    } release: {
      TS_TST_INFO_free($0)
    }
    guard let information = found else { throw Self.malformed("no TSTInfo") }
    defer { TS_TST_INFO_free(information) }
    guard TS_TST_INFO_get_version(information) == 1 else { throw Self.malformed("version") }
    let stamped = TS_TST_INFO_get_msg_imprint(information)
    guard let algorithm = Self.algorithm(TS_MSG_IMPRINT_get_algo(stamped)) else {
      throw Self.malformed("imprint algorithm")
    }
    let imprint = Self.bytes(TS_MSG_IMPRINT_get_msg(stamped))
    guard imprint.count == algorithm.byteCount else { throw Self.malformed("imprint length") }
    guard let time = Self.milliseconds(TS_TST_INFO_get_time(information)) else {
      throw Self.malformed("genTime")
    }
    guard let serial = Self.magnitude(TS_TST_INFO_get_serial(information)) else {
      throw Self.malformed("serial number")
    }
    imprintAlgorithm = algorithm
    self.imprint = imprint
    generatedAt = time
    self.serial = serial
    accuracy = try Self.accuracy(TS_TST_INFO_get_accuracy(information))
    nonce = Self.magnitude(TS_TST_INFO_get_nonce(information))
    policy = Self.dotted(TS_TST_INFO_get_policy_id(information))
  }

  static func malformed(_ what: String) -> TrustError {
    TrustError(.malformedToken, detail: what)
  }

  private static func algorithm(
    _ identifier: UnsafeMutablePointer<X509_ALGOR>?
  ) -> HashAlgorithm? {
    switch OBJ_obj2nid(identifier?.pointee.algorithm) {
    case NID_sha256: .sha256
    case NID_sha384: .sha384
    case NID_sha512: .sha512
    default: nil
    }
  }

  private static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
    guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
  }

  /// The number's absolute value without leading zero bytes; nil when there is none.
  private static func magnitude(_ integer: UnsafePointer<ASN1_INTEGER>?) -> [UInt8]? {
    guard let integer else { return nil }
    return Array(bytes(integer).drop { $0 == 0 })
  }

  /// Unix milliseconds of a GeneralizedTime in UTC with or without a fraction of a second.
  private static func milliseconds(_ time: UnsafePointer<ASN1_GENERALIZEDTIME>?) -> Int64? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else {
      ERR_clear_error()
      return nil
    }
    let text = bytes(time)
    guard text.last == UInt8(ascii: "Z") else { return nil }
    let digits = text.drop { $0 != UInt8(ascii: ".") }.dropFirst().dropLast().prefix(3)
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    var fraction: Int64 = 0
    for index in 0..<3 {
      let digit = index < digits.count ? digits[digits.startIndex + index] : UInt8(ascii: "0")
      fraction = fraction * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return Int64(timegm(&parts)) * 1000 + fraction
  }

  /// Milliseconds, microseconds rounded up.
  private static func accuracy(_ accuracy: OpaquePointer?) throws(TrustError) -> Int64? {
    guard let accuracy else { return nil }
    func part(
      _ integer: UnsafePointer<ASN1_INTEGER>?, most: Int64
    ) throws(TrustError) -> Int64 {
      var value: Int64 = 0
      guard let integer else { return 0 }
      guard ASN1_INTEGER_get_int64(&value, integer) == 1, (0...most).contains(value) else {
        ERR_clear_error()
        throw malformed("accuracy")
      }
      return value
    }
    let seconds = try part(TS_ACCURACY_get_seconds(accuracy), most: 1 << 32)
    let millis = try part(TS_ACCURACY_get_millis(accuracy), most: 999)
    let micros = try part(TS_ACCURACY_get_micros(accuracy), most: 999)
    return seconds * 1000 + millis + (micros > 0 ? 1 : 0)
  }

  private static func dotted(_ object: OpaquePointer?) -> String {
    var text = [CChar](repeating: 0, count: 256)
    let count = OBJ_obj2txt(&text, CInt(text.count), object, 1)
    return String(
      decoding: text.prefix(max(0, min(Int(count), text.count - 1))).map(UInt8.init(bitPattern:)),
      as: UTF8.self)
  }
}
