/// A case that a package was made for.
public struct CaseEntry: Sendable, Equatable {
  /// Its identifier: the package's name and the report's number.
  public var id: String
  /// The platform's identifier.
  public var platform: String
  /// Complaint or appeal.
  public var kind: String
  /// The address of the goods, empty when none was given.
  public var goodsLink: String
  /// The platform's number of the case, empty when none was given.
  public var reference: String
  /// When the notice came, milliseconds since 1970 UTC.
  public var noticeAt: Int64?
  /// The shortest known time limit, milliseconds since 1970 UTC.
  public var dueAt: Int64?
  /// When the package was made, milliseconds since 1970 UTC.
  public var createdAt: Int64
  /// Where the package was written.
  public var path: String
  /// Whether the pre-flight found nothing that is refused.
  public var isReady: Bool

  /// A case with these facts.
  public init(
    id: String, platform: String, kind: String, goodsLink: String, reference: String,
    noticeAt: Int64?, dueAt: Int64?, createdAt: Int64, path: String, isReady: Bool
  ) {
    self.id = id
    self.platform = platform
    self.kind = kind
    self.goodsLink = goodsLink
    self.reference = reference
    self.noticeAt = noticeAt
    self.dueAt = dueAt
    self.createdAt = createdAt
    self.path = path
    self.isReady = isReady
  }
}
