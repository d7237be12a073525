/// An assertion to be written.
public struct AssertionDraft: Sendable {
  /// What is in it.
  public enum Content: Sendable {
    /// CBOR, written in deterministic form.
    case cbor(CBORValue)
    /// JSON in UTF-8, written as it is.
    case json([UInt8])
    /// A file and its media type.
    case file(mediaType: String, bytes: [UInt8])
    /// CBOR that is encoded already.
    case encoded([UInt8])
  }

  /// The label, with its version, without a number of instance.
  public var label: String
  /// What is in it.
  public var content: Content
  /// 16 or 32 random bytes, for contents that could be guessed from their hash.
  public var salt: [UInt8]?

  /// An assertion of this content.
  public init(_ label: String, _ content: Content, salt: [UInt8]? = nil) {
    self.label = label
    self.content = content
    self.salt = salt
  }

  /// The superbox under `label`.
  func box(label: String) throws(ManifestError) -> [UInt8] {
    switch content {
    case .cbor(let value):
      let bytes = try CBOREncoder.encode(value)
      return JUMBFWriter.superbox(
        .cbor, label: label, salt: salt, [JUMBFWriter.box("cbor", bytes)])
    case .encoded(let bytes):
      return JUMBFWriter.superbox(
        .cbor, label: label, salt: salt, [JUMBFWriter.box("cbor", bytes)])
    case .json(let bytes):
      return JUMBFWriter.superbox(
        .json, label: label, salt: salt, [JUMBFWriter.box("json", bytes)])
    case .file(let mediaType, let bytes):
      let description = [0] + Array(mediaType.utf8) + [0]
      return JUMBFWriter.superbox(
        .embeddedFile, label: label, salt: salt,
        [JUMBFWriter.box("bfdb", description), JUMBFWriter.box("bidb", bytes)])
    }
  }
}
