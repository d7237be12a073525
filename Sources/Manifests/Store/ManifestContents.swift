/// What a manifest says, for people to read: nothing in it is judged.
public struct ManifestContents: Sendable {
  /// One assertion.
  public struct Part: Sendable {
    /// Its label.
    public let label: String
    /// Its CBOR or JSON value; nil for a file and for what cannot be read.
    public let value: CBORValue?
    /// The media type of an embedded file.
    public let mediaType: String?
    /// The size of its box in bytes.
    public let byteCount: Int
  }

  /// The manifest's label.
  public let label: String
  /// The claim, nil when it cannot be read.
  public let claim: CBORValue?
  /// The assertions, in the order of the store.
  public let assertions: [Part]
}

extension ManifestStore {
  /// What every manifest of the store says, the active one last.
  public var contents: [ManifestContents] {
    manifests.map { manifest in
      ManifestContents(
        label: manifest.label,
        claim: manifest.claimBytes(in: expanded).flatMap { try? CBORDecoder.decode($0) },
        assertions: manifest.assertions.map { assertion in
          let mediaType =
            if case .file(let mediaType, _) = assertion.content { mediaType } else {
              nil as String?
            }
          return ManifestContents.Part(
            label: assertion.label, value: assertion.value, mediaType: mediaType,
            byteCount: assertion.box.range.count)
        })
    }
  }
}
