/// The untouched original behind a source file, and how the two were found to belong together.
public struct OriginalRecord: Hashable, Sendable {
  /// The original's facts.
  public var file: FileRecord
  /// How it was paired with the source; nil when the merchant said so or it is the same file.
  public var pairing: PairingRecord?

  /// An original and its pairing.
  public init(file: FileRecord, pairing: PairingRecord? = nil) {
    self.file = file
    self.pairing = pairing
  }

  init(_ reader: StatementReader) throws(ManifestError) {
    file = try FileRecord(reader)
    if let map = try reader.optionalMap("pairing") {
      let correlation = try StatementRules.correlation(
        map.float("correlation"), "original.pairing.correlation")
      pairing = PairingRecord(method: try map.text("method"), correlation: correlation)
    }
  }

  func value() throws(ManifestError) -> CBORValue {
    var entries = try file.entries(path: "original")
    if let pairing {
      let method = try StatementRules.text(pairing.method, "original.pairing.method")
      let correlation = try StatementRules.correlation(
        pairing.correlation, "original.pairing.correlation")
      let map = [
        CBOREntry("method", .textString(method)), CBOREntry("correlation", .float(correlation)),
      ]
      entries.append(CBOREntry("pairing", .map(map)))
    }
    return .map(entries)
  }
}
