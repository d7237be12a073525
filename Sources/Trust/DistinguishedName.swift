/// The parts of an X.509 name that we use. Foreign text: it may hold any character.
public struct DistinguishedName: Hashable, Sendable {
  /// `C`, two capital letters.
  public let country: String?
  /// `O`.
  public let organization: String?
  /// `OU`.
  public let organizationalUnit: String?
  /// `CN`.
  public let commonName: String?

  /// A name of these parts.
  public init(
    country: String?, organization: String?, organizationalUnit: String? = nil,
    commonName: String?
  ) {
    self.country = country
    self.organization = organization
    self.organizationalUnit = organizationalUnit
    self.commonName = commonName
  }
}
