/// An export derived from originals: what is shown to customers, before it is marked.
public struct PictureEntry: Sendable, Equatable {
  /// SHA-256 of the exported file, 32 bytes.
  public var sha256: [UInt8]
  /// Bytes.
  public var size: Int
  /// The last part of the path.
  public var fileName: String
  /// Where it was first seen.
  public var path: String
  /// Media type, for example `image/jpeg`.
  public var mediaType: String
  /// Pixels.
  public var pixelWidth: Int
  /// Pixels.
  public var pixelHeight: Int
  /// The original it was made from, when known.
  public var originalSHA256: [UInt8]?
  /// How sure the pairing with the original is, as the module that pairs defines it.
  public var pairingScore: Double?
  /// Milliseconds since 1970 UTC.
  public var addedAt: Int64

  /// An entry with these facts.
  public init(
    sha256: [UInt8], size: Int, fileName: String, path: String, mediaType: String,
    pixelWidth: Int, pixelHeight: Int, originalSHA256: [UInt8]? = nil,
    pairingScore: Double? = nil, addedAt: Int64
  ) {
    self.sha256 = sha256
    self.size = size
    self.fileName = fileName
    self.path = path
    self.mediaType = mediaType
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.originalSHA256 = originalSHA256
    self.pairingScore = pairingScore
    self.addedAt = addedAt
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(sha256, "picture.sha256")
    try Validation.count(size, "picture.size")
    try Validation.count(pixelWidth, "picture.pixelWidth")
    try Validation.count(pixelHeight, "picture.pixelHeight")
    if let originalSHA256 { try Validation.digest(originalSHA256, "picture.originalSHA256") }
    guard pairingScore?.isFinite ?? true else {
      throw CatalogueError(.invalidEntry, "picture.pairingScore is not finite")
    }
  }
}
