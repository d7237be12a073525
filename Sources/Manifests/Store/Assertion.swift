/// An assertion as read: where its box stands and what is in it.
struct Assertion: Sendable {
  /// Its label with version and instance.
  let label: String
  /// Its superbox.
  let box: JUMBFBox
  let content: Content

  /// What is in an assertion's box.
  enum Content: Sendable {
    case cbor(CBORValue)
    case json(CBORValue)
    /// An embedded file: its media type and its bytes.
    case file(mediaType: String, bytes: Range<Int>)
    /// Redacted, its place kept; and whether the place is all zeros.
    case redacted(isZero: Bool)
    /// CBOR that cannot be read.
    case malformedCBOR(ManifestError)
    /// JSON that cannot be read.
    case malformedJSON(ManifestError)
    /// A box of another kind, or one that is not built as its kind demands.
    case other
  }

  /// The label without version and instance.
  var kind: String { JUMBFLabel.kind(label) }
  /// The label without instance.
  var name: String { JUMBFLabel.withoutInstance(label) }

  /// The CBOR or JSON value.
  var value: CBORValue? {
    switch content {
    case .cbor(let value), .json(let value): value
    default: nil
    }
  }

  /// Reads an assertion's superbox, which must have a label.
  init?(_ box: JUMBFBox, in bytes: [UInt8]) {
    guard let label = box.label, let type = box.description?.type else { return nil }
    self.label = label
    self.box = box
    content = Self.content(box, type, bytes)
  }

  private static func content(_ box: JUMBFBox, _ type: JUMBFType, _ bytes: [UInt8]) -> Content {
    // Free space may stand beside the content.
    let parts = box.children.filter { $0.type != "free" }
    switch type {
    case .cbor:
      guard parts.count == 1, parts[0].type == "cbor" else { return .other }
      do throws(ManifestError) {
        return .cbor(try CBORDecoder.decode(Array(bytes[parts[0].payload])))
      } catch { return .malformedCBOR(error) }
    case .json:
      guard parts.count == 1, parts[0].type == "json" else { return .other }
      do throws(ManifestError) {
        return .json(try JSONReader.read(Array(bytes[parts[0].payload])))
      } catch { return .malformedJSON(error) }
    case .embeddedFile:
      guard parts.count == 2, parts[0].type == "bfdb", parts[1].type == "bidb",
        let mediaType = mediaType(bytes[parts[0].payload])
      else { return .other }
      return .file(mediaType: mediaType, bytes: parts[1].payload)
    case .uuid:
      guard parts.count == 1, parts[0].type == "uuid",
        bytes[parts[0].payload].starts(with: JUMBFType.redacted)
      else { return .other }
      let rest = bytes[parts[0].payload].dropFirst(JUMBFType.redacted.count)
      return .redacted(isZero: !rest.contains { $0 != 0 })
    default: return .other
    }
  }

  /// A toggle byte, the media type with its zero, perhaps a file name. External files are refused.
  private static func mediaType(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let toggles = bytes.first, toggles & 0x02 == 0,
      let zero = bytes.dropFirst().firstIndex(of: 0)
    else { return nil }
    return String(validating: bytes[(bytes.startIndex + 1)..<zero], as: UTF8.self)
  }
}
