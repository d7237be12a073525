import COpenSSL

/// What every call into OpenSSL needs: its error queue, DER in and out, memory BIOs.
enum OpenSSL {
  /// The error for a call that just failed; its reason is taken off the thread's queue.
  static func failure(_ code: TrustError.Code = .libraryFailed) -> TrustError {
    let number = ERR_get_error()
    ERR_clear_error()
    let reason = ERR_reason_error_string(number).map { String(cString: $0) }
    return TrustError(code, detail: reason ?? "refused")
  }

  /// The pointer, or the failure that its absence means.
  static func need(_ pointer: OpaquePointer?) throws(TrustError) -> OpaquePointer {
    guard let pointer else { throw failure() }
    return pointer
  }

  /// Passes on a result of 1; every other is a failure.
  static func check(_ result: CInt) throws(TrustError) {
    guard result == 1 else { throw failure() }
  }

  /// The DER that an `i2d_…` function writes.
  static func encoded(
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> CInt
  ) throws(TrustError) -> [UInt8] {
    var start: UnsafeMutablePointer<UInt8>?
    let count = write(&start)
    guard count > 0, let start else { throw failure() }
    defer { yuantu_free(start) }
    return [UInt8](UnsafeBufferPointer(start: start, count: Int(count)))
  }

  /// What a `d2i_…` function reads when it reads all of `bytes`, otherwise nil.
  static func decoded(
    _ bytes: [UInt8],
    _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
    release: (OpaquePointer) -> Void
  ) -> OpaquePointer? {
    defer { ERR_clear_error() }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var position: UnsafePointer<UInt8>? = start
      guard let value = read(&position, buffer.count) else { return nil }
      if position == start + buffer.count { return value }
      release(value)
      return nil
    }
  }

  /// What `write` puts into a memory BIO, which wipes its copy.
  static func written(_ write: (OpaquePointer) -> CInt) throws(TrustError) -> [UInt8] {
    let bio = try need(BIO_new(BIO_s_mem()))
    defer { BIO_free(bio) }
    try check(write(bio))
    var start: UnsafePointer<UInt8>?
    let count = yuantu_bio_bytes(bio, &start)
    return [UInt8](UnsafeBufferPointer(start: start, count: count))
  }
}
