import CHTTPShim

/// A connection of the library's, valid until the exchange on it has ended.
///
/// Unchecked because it is only a pointer: who may call what is said at `CHTTPShim`.
struct ConnectionHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  /// Stops all work on the connection until `resume`.
  func suspend() { http_shim_suspend(pointer) }

  func resume() { http_shim_resume(pointer) }

  /// Whether the library has taken the response.
  func queue(_ response: PreparedResponse) -> Bool {
    http_shim_queue(pointer, response.status, response.pointer) != 0
  }

  func fields() -> HeaderFields {
    var fields = HeaderFields()
    withUnsafeMutablePointer(to: &fields) { pointer in
      http_shim_fields(self.pointer, pointer) { context, name, value in
        context.assumingMemoryBound(to: HeaderFields.self).pointee
          .add(String(cString: name), String(cString: value))
      }
    }
    return fields
  }
}
