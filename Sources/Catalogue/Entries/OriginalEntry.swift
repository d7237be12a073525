/// An untouched source file that the shop has taken in.
public struct OriginalEntry: Sendable, Equatable {
  /// SHA-256 of the file, 32 bytes.
  public var sha256: [UInt8]
  /// Bytes.
  public var size: Int
  /// Where it was first seen.
  public var path: String
  /// The last part of the path.
  public var fileName: String
  /// Media type, for example `image/jpeg`.
  public var mediaType: String
  /// The format by content, for example `jpeg`.
  public var format: String
  /// Pixels, when the picture could be read.
  public var pixelWidth: Int?
  /// Pixels, when the picture could be read.
  public var pixelHeight: Int?
  /// Facts from EXIF as a JSON object.
  public var exifJSON: String?
  /// Stable codes of what was noticed when it was taken in; no code holds a line feed.
  public var findings: [String]
  /// Perceptual hashes, as the module that makes them writes them.
  public var contentHashes: [UInt8]?
  /// A small JPEG.
  public var preview: [UInt8]?
  /// Milliseconds since 1970 UTC.
  public var addedAt: Int64
  /// The record of the taking-in (`RecordEntry.id`).
  public var recordID: [UInt8]?

  /// An entry with these facts.
  public init(
    sha256: [UInt8], size: Int, path: String, fileName: String, mediaType: String, format: String,
    pixelWidth: Int? = nil, pixelHeight: Int? = nil, exifJSON: String? = nil,
    findings: [String] = [], contentHashes: [UInt8]? = nil, preview: [UInt8]? = nil,
    addedAt: Int64, recordID: [UInt8]? = nil
  ) {
    self.sha256 = sha256
    self.size = size
    self.path = path
    self.fileName = fileName
    self.mediaType = mediaType
    self.format = format
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.exifJSON = exifJSON
    self.findings = findings
    self.contentHashes = contentHashes
    self.preview = preview
    self.addedAt = addedAt
    self.recordID = recordID
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(sha256, "original.sha256")
    try Validation.count(size, "original.size")
    try Validation.count(pixelWidth, "original.pixelWidth")
    try Validation.count(pixelHeight, "original.pixelHeight")
    if let recordID { try Validation.digest(recordID, "original.recordID") }
    guard findings.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0x0A) }) else {
      throw CatalogueError(.invalidEntry, "original.findings has an empty or broken code")
    }
  }
}
