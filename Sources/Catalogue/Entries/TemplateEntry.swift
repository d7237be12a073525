/// A design that a shop has saved under a name.
public struct TemplateEntry: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// The design, as the module that draws it writes it.
  public var definition: String
  /// The file of its logo, if it has one.
  public var artwork: [UInt8]?
  /// Milliseconds since 1970 UTC.
  public var savedAt: Int64

  /// A design with these facts.
  public init(name: String, definition: String, artwork: [UInt8]?, savedAt: Int64) {
    self.name = name
    self.definition = definition
    self.artwork = artwork
    self.savedAt = savedAt
  }
}
