/// The facts of the file that was delivered as a copy.
public struct CopyOutput: Sendable, Equatable {
  /// SHA-256 of the file, 32 bytes.
  public var sha256: [UInt8]
  /// Bytes.
  public var size: Int
  /// The format, for example `jpeg`.
  public var format: String
  /// Pixels.
  public var pixelWidth: Int
  /// Pixels.
  public var pixelHeight: Int
  /// Perceptual hashes, as the module that makes them writes them.
  public var contentHash: [UInt8]?
  /// A small JPEG.
  public var preview: [UInt8]?

  /// Facts of a delivered file.
  public init(
    sha256: [UInt8], size: Int, format: String, pixelWidth: Int, pixelHeight: Int,
    contentHash: [UInt8]? = nil, preview: [UInt8]? = nil
  ) {
    self.sha256 = sha256
    self.size = size
    self.format = format
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.contentHash = contentHash
    self.preview = preview
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(sha256, "output.sha256")
    try Validation.count(size, "output.size")
    try Validation.count(pixelWidth, "output.pixelWidth")
    try Validation.count(pixelHeight, "output.pixelHeight")
  }
}
