/// A record that is in no batch, with the files it is about.
public struct UndatedRecord: Sendable, Equatable {
  /// The record.
  public let recordID: [UInt8]
  /// SHA-256 of the original, when one is known.
  public let originalSHA256: [UInt8]?
  /// SHA-256 of the issued copy, when it is the record of one.
  public let copySHA256: [UInt8]?
}
