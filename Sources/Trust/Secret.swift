import COpenSSL

/// Bytes that are wiped from memory when the last reference goes.
///
/// Unchecked because the memory is written once, before anyone else can see it.
public final class Secret: @unchecked Sendable {
  private let storage: UnsafeMutableRawBufferPointer

  /// A secret with a copy of `bytes`; wiping the original is the caller's concern.
  public init(_ bytes: [UInt8]) {
    storage = .allocate(byteCount: bytes.count, alignment: 16)
    storage.copyBytes(from: bytes)
  }

  deinit {
    OPENSSL_cleanse(storage.baseAddress, storage.count)
    storage.deallocate()
  }

  /// The length in bytes.
  public var count: Int { storage.count }

  /// Lends the bytes to `body`, which must not keep the pointer.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(storage))
  }
}
