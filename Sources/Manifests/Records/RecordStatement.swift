/// The facts that a shop signs about one original or one issued copy.
///
/// The content of an assertion in a C2PA manifest (version 1), which signs it. Texts have 1 … 4096
/// bytes of UTF-8. When one is read, keys that are not known are ignored, so that later versions may
/// add some; a field that is missing, ill-typed or out of range makes the statement malformed.
public struct RecordStatement: Hashable, Sendable {
  /// The label of the assertion that holds one.
  public static let label = "org.yuantu.record"
  /// The version of the form, written into every statement.
  public static let version: Int64 = 1

  /// What a record is about.
  public enum Kind: String, CaseIterable, Sendable {
    /// An untouched source file, taken into the catalogue.
    case original
    /// One delivered file.
    case issuedCopy
  }

  /// What the moment of recording rests on.
  public enum TimeKind: String, CaseIterable, Sendable {
    /// The recording machine's own clock, and nothing else.
    case ownClock = "own-clock"
  }

  /// What the record is about.
  public var kind: Kind
  /// When it was made: unix milliseconds, 1970 to 9999.
  public var recordedAt: Int64
  /// What that moment rests on.
  public var timeKind: TimeKind
  /// The shop's name.
  public var shop: String
  /// The program that made the record.
  public var generator: Generator
  /// The original behind `source`, when it is known and another file.
  public var original: OriginalRecord?
  /// The file that was taken in.
  public var source: FileRecord
  /// The file that was delivered; an issued copy has one.
  public var output: OutputRecord?
  /// What the original's EXIF data says.
  public var capture: CaptureRecord?
  /// The invisible mark in `output`.
  public var mark: MarkRecord?
  /// A perceptual hash of the picture, 1 … 4096 bytes.
  public var contentHash: [UInt8]?
  /// The market place the copy is for.
  public var platform: String?
  /// The place within a listing the copy is for.
  public var slot: String?
  /// Who the copy was given to.
  public var recipient: String?

  /// A statement of these facts; what it leaves open is set afterwards.
  public init(
    kind: Kind, recordedAt: Int64, timeKind: TimeKind = .ownClock, shop: String,
    generator: Generator, source: FileRecord, output: OutputRecord? = nil
  ) {
    self.kind = kind
    self.recordedAt = recordedAt
    self.timeKind = timeKind
    self.shop = shop
    self.generator = generator
    self.source = source
    self.output = output
  }
}
