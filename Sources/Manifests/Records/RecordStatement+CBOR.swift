extension RecordStatement {
  /// The statement as the content of an assertion.
  ///
  /// Errors: `valueOutOfRange` for a text, number or time outside what its field allows,
  /// `missingField` for an issued copy without output.
  public func value() throws(ManifestError) -> CBORValue {
    guard let moment = UniversalTime.text(unixMilliseconds: recordedAt) else {
      throw ManifestError(code: .valueOutOfRange, detail: "recordedAt: \(recordedAt)")
    }
    try checkOutput()
    var entries = [
      CBOREntry("version", .integer(Self.version)),
      CBOREntry("kind", .textString(kind.rawValue)),
      CBOREntry("recordedAt", .tag(0, .textString(moment))),
      CBOREntry("timeKind", .textString(timeKind.rawValue)),
      CBOREntry("shop", .textString(try StatementRules.text(shop, "shop"))),
      CBOREntry("generator", try generatorValue()),
      CBOREntry("source", .map(try source.entries(path: "source"))),
    ]
    if let original { entries.append(CBOREntry("original", try original.value())) }
    if let output { entries.append(CBOREntry("output", try output.value())) }
    if let capture { entries.append(CBOREntry("capture", try capture.value())) }
    if let mark { entries.append(CBOREntry("mark", mark.value)) }
    if let contentHash {
      let hash = try StatementRules.contentHash(contentHash, "contentHash")
      entries.append(CBOREntry("contentHash", .byteString(hash)))
    }
    for (key, text) in [("platform", platform), ("slot", slot), ("recipient", recipient)] {
      guard let text else { continue }
      entries.append(CBOREntry(key, .textString(try StatementRules.text(text, key))))
    }
    return .map(entries)
  }

  /// Reads a statement out of an assertion's content.
  ///
  /// Errors: `wrongType`, `missingField`, `valueOutOfRange`, `unsupportedVersion`.
  public init(_ value: CBORValue) throws(ManifestError) {
    let reader = try StatementReader(value, path: "")
    let version = try reader.number("version", in: 0...(.max))
    guard version == Self.version else {
      throw ManifestError(code: .unsupportedVersion, detail: "\(version)")
    }
    let generator = try reader.map("generator")
    self.init(
      kind: try reader.choice("kind"), recordedAt: try reader.moment("recordedAt"),
      timeKind: try reader.choice("timeKind"), shop: try reader.text("shop"),
      generator: Generator(
        name: try generator.text("name"), version: try generator.text("version")),
      source: try FileRecord(reader.map("source")))
    if let map = try reader.optionalMap("original") { original = try OriginalRecord(map) }
    if let map = try reader.optionalMap("output") { output = try OutputRecord(map) }
    if let map = try reader.optionalMap("capture") { capture = try CaptureRecord(map) }
    if let map = try reader.optionalMap("mark") { mark = try MarkRecord(map) }
    if let hash = try reader.optionalByteString("contentHash") {
      contentHash = try StatementRules.contentHash(hash, "contentHash")
    }
    platform = try reader.optionalText("platform")
    slot = try reader.optionalText("slot")
    recipient = try reader.optionalText("recipient")
    try checkOutput()
  }

  private func generatorValue() throws(ManifestError) -> CBORValue {
    let name = try StatementRules.text(generator.name, "generator.name")
    let version = try StatementRules.text(generator.version, "generator.version")
    return .map([
      CBOREntry("name", .textString(name)), CBOREntry("version", .textString(version)),
    ])
  }

  /// An issued copy is nothing without the file that was issued.
  private func checkOutput() throws(ManifestError) {
    if output == nil, kind == .issuedCopy {
      throw ManifestError(code: .missingField, detail: "output")
    }
  }
}
