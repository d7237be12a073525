public import Trust

/// The file a manifest is said to be about.
public enum Asset: Sendable {
  /// A part of a file under the name that a general box hash gives it.
  public typealias Box = (name: String, range: Range<Int>)
  /// Lists the parts of a file, in its order, without overlap, the one that carries the store by the name
  /// `C2PA`; nil for a format whose parts are not told apart.
  public typealias BoxList = @Sendable (_ file: [UInt8], _ store: Range<Int>?) -> [Box]?

  /// A whole file in memory, and where in it the store stands, nil for a store beside the file; `length` is
  /// where else the file says how long the store is. Without `boxes` a general box hash is not examined.
  case bytes(
    [UInt8], store: Range<Int>?, length: Range<Int>? = nil, boxes: BoxList? = nil)
  /// A file that was hashed as a whole before.
  case digest(Digest)

  var storeLength: Range<Int>? {
    if case .bytes(_, _, let length, _) = self { length } else { nil }
  }
}
