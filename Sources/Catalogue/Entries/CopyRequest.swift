/// What a copy is for. Together with the picture these words identify it: asking again for the same
/// gives the same copy.
public struct CopyRequest: Sendable, Equatable {
  /// The identifier that a new copy gets.
  public var id: String
  /// The picture, which is in the catalogue.
  public var pictureSHA256: [UInt8]
  /// The platform it is delivered to.
  public var platform: String
  /// The place on the platform, for example `main`.
  public var slot: String
  /// Who gets it; empty when nobody in particular.
  public var recipient: String
  /// A digest of the output settings.
  public var settings: String
  /// Milliseconds since 1970 UTC.
  public var createdAt: Int64

  /// A request for a copy.
  public init(
    id: String, pictureSHA256: [UInt8], platform: String, slot: String, recipient: String = "",
    settings: String, createdAt: Int64
  ) {
    self.id = id
    self.pictureSHA256 = pictureSHA256
    self.platform = platform
    self.slot = slot
    self.recipient = recipient
    self.settings = settings
    self.createdAt = createdAt
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(pictureSHA256, "copy.pictureSHA256")
    guard !id.isEmpty else { throw CatalogueError(.invalidEntry, "copy.id is empty") }
  }
}
