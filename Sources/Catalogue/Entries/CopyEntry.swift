/// One delivered file: picture × platform × slot × recipient × settings, with its own mark payload.
public struct CopyEntry: Sendable, Equatable {
  /// Its identifier.
  public var id: String
  /// The 64 bits of its invisible mark; no other copy has them.
  public var payload: UInt64
  /// The picture it shows.
  public var pictureSHA256: [UInt8]
  /// The platform it is delivered to.
  public var platform: String
  /// The place on the platform.
  public var slot: String
  /// Who gets it; empty when nobody in particular.
  public var recipient: String
  /// A digest of the output settings.
  public var settings: String
  /// How far it is.
  public var state: CopyState
  /// The delivered file; nil while reserved.
  public var output: CopyOutput?
  /// Its record (`RecordEntry.id`); nil while reserved.
  public var recordID: [UInt8]?
  /// When it was reserved, milliseconds since 1970 UTC.
  public var createdAt: Int64
  /// When it was issued, milliseconds since 1970 UTC; nil while reserved.
  public var issuedAt: Int64?
}
