/// A whole request.
public struct Request: Sendable {
  /// Line and header fields.
  public let head: RequestHead
  /// The body where the handler's plan put it.
  public let body: Body

  /// Where a body is.
  public enum Body: Sendable {
    /// The plan was to have none.
    case none
    /// In memory; empty when the request has none.
    case bytes([UInt8])
    /// In a file, which is the handler's from now on.
    case file(SpooledFile)
  }

  /// The fields of a body in memory of type application/x-www-form-urlencoded; empty for any other
  /// body.
  public var form: Form {
    guard case .bytes(let bytes) = body, let type = head.header("content-type"),
      type.prefix(while: { $0 != ";" }).trimmed.lowercasedASCII == Form.mediaType
    else { return Form() }
    return Form(urlEncoded: bytes)
  }
}
