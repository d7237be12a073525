/// A signed manifest with its time evidence.
public struct RecordEntry: Sendable, Equatable {
  /// SHA-256 of the COSE signature, 32 bytes.
  public var id: [UInt8]
  /// What it is the record of, for example `original` or `copy`.
  public var kind: String
  /// The manifest store.
  public var bytes: [UInt8]
  /// Milliseconds since 1970 UTC.
  public var recordedAt: Int64
  /// What proves the time, for example `rfc3161`; `none` when nothing does.
  public var timeKind: String

  /// A record with these facts.
  public init(id: [UInt8], kind: String, bytes: [UInt8], recordedAt: Int64, timeKind: String) {
    self.id = id
    self.kind = kind
    self.bytes = bytes
    self.recordedAt = recordedAt
    self.timeKind = timeKind
  }
}
