/// A case package before it is written: what is to be in it, and nothing computed from that.
public struct Package: Sendable {
  /// The folder's name, ASCII, such as `20261124_pdd_appeal_618231`.
  public var name: String
  /// For whom it is.
  public var form: PackageForm
  /// What it is for, such as `complaint` or `appeal`.
  public var kind: String
  /// The platform's identifier.
  public var platform: String
  /// The shop's name, self-declared.
  public var shop: String
  /// When it was made, unix milliseconds.
  public var createdAt: Int64
  /// The program that made it.
  public var generator: String
  /// Its files in reading order; the writer adds those of `PackageLayout`.
  public var entries: [PackageEntry]
  /// The signed records that a review checks.
  public var records: [PackageRecord]

  /// A package of these parts.
  public init(
    name: String, form: PackageForm, kind: String, platform: String, shop: String,
    createdAt: Int64, generator: String, entries: [PackageEntry], records: [PackageRecord]
  ) {
    self.name = name
    self.form = form
    self.kind = kind
    self.platform = platform
    self.shop = shop
    self.createdAt = createdAt
    self.generator = generator
    self.entries = entries
    self.records = records
  }
}
