import COpenSSL
import Glibc

/// Owns one reference to an `X509`, and reads its parts.
///
/// Unchecked because libcrypto guards what it works out lazily, and nothing here changes a
/// certificate once it is made.
final class CertificateHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { X509_free(pointer) }

  /// Unix seconds, nil when the time is malformed.
  func time(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else {
      ERR_clear_error()
      return nil
    }
    return Int64(timegm(&parts))
  }

  func serial() -> [UInt8]? {
    guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(pointer), nil) else {
      ERR_clear_error()
      return nil
    }
    defer { BN_free(number) }
    var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(number)) + 7) / 8)
    BN_bn2bin(number, &bytes)
    return bytes
  }

  static func name(_ name: OpaquePointer?) -> DistinguishedName {
    DistinguishedName(
      country: text(name, NID_countryName), organization: text(name, NID_organizationName),
      organizationalUnit: text(name, NID_organizationalUnitName),
      commonName: text(name, NID_commonName))
  }

  /// The first entry of that kind, nil when there is none or it is no text.
  private static func text(_ name: OpaquePointer?, _ kind: CInt) -> String? {
    let index = X509_NAME_get_index_by_NID(name, kind, -1)
    guard index >= 0, let entry = X509_NAME_get_entry(name, index) else { return nil }
    var start: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&start, X509_NAME_ENTRY_get_data(entry))
    guard count >= 0, let start else {
      ERR_clear_error()
      return nil
    }
    defer { yuantu_free(start) }
    return String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
  }
}
