import Wording

/// One of the two pictures of an examination.
public struct ExaminedPicture: Sendable {
  /// The name of its file or its number.
  public var name: String
  /// SHA-256 of the file, hexadecimal; nil when it could not be read.
  public var sha256: String?
  /// Bytes of the file.
  public var bytes: Int?
  /// Columns and rows.
  public var width, height: Int?
  /// More about it: address, where it was issued, the original.
  public var particulars: [Report.Row]
  /// The picture, small; nil when it cannot be shown.
  public var picture: ReportPicture?

  /// A picture of which only the name is known.
  public init(name: String) {
    self.name = name
    particulars = []
  }
}
