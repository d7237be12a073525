import Trust

/// A claim as read, of version 1 or 2 (C2PA 2.2 §10).
struct Claim: Sendable {
  /// 1 or 2.
  let version: Int
  let instanceID: String
  let title: String?
  /// The name and version of the program that made it, as far as given.
  let generator: String
  let generatorVersion: String?
  /// The reference to the signature.
  let signature: String
  /// The references to assertions: those attributed to the signer first, then the gathered ones.
  let assertions: [HashedURI]
  /// How many of `assertions` are attributed to the signer.
  let createdCount: Int
  let redactions: [String]
  /// The hash algorithm where a reference names none.
  let algorithm: String?

  /// Labels of claim boxes.
  static let labels = ["c2pa.claim.v2", "c2pa.claim"]
  private static let mostAssertions = 1000

  /// Reads a claim. A claim is of version 2 when it has `created_assertions`, whatever its box is
  /// called. Errors: `missingField`, `wrongType`, `valueOutOfRange`.
  init(_ map: CBORValue) throws(ManifestError) {
    guard case .map = map else { throw Self.error(.wrongType, "the claim is not a map") }
    instanceID = try Self.text(map, "instanceID")
    signature = try Self.text(map, "signature")
    title = try Self.optionalText(map, "dc:title")
    algorithm = try Self.optionalText(map, "alg")
    redactions = try Self.texts(map, "redacted_assertions")
    if let created = map["created_assertions"] {
      version = 2
      let own = try Self.references(created, "created_assertions")
      guard !own.isEmpty else { throw Self.error(.missingField, "created_assertions") }
      let gathered = try map["gathered_assertions"].map { (value) throws(ManifestError) in
        try Self.references(value, "gathered_assertions")
      }
      assertions = own + (gathered ?? [])
      createdCount = own.count
      guard case .map? = map["claim_generator_info"] else {
        throw Self.error(.wrongType, "claim_generator_info is not a map")
      }
      generator = try Self.text(map["claim_generator_info"] ?? .null, "name")
      generatorVersion = try Self.optionalText(map["claim_generator_info"] ?? .null, "version")
    } else {
      version = 1
      guard let list = map["assertions"] else {
        throw Self.error(.missingField, "created_assertions")
      }
      assertions = try Self.references(list, "assertions")
      createdCount = assertions.count
      generator = try Self.text(map, "claim_generator")
      generatorVersion = nil
    }
    guard assertions.count <= Self.mostAssertions else {
      throw Self.error(.valueOutOfRange, "\(assertions.count) assertions")
    }
  }

  private static func references(
    _ value: CBORValue, _ field: String
  ) throws(ManifestError) -> [HashedURI] {
    guard case .array(let items) = value else { throw error(.wrongType, field) }
    let references = items.compactMap { HashedURI($0) }
    guard references.count == items.count else { throw error(.wrongType, field) }
    return references
  }

  private static func text(_ map: CBORValue, _ field: String) throws(ManifestError) -> String {
    guard let text = try optionalText(map, field) else {
      throw error(.missingField, field)
    }
    return text
  }

  private static func optionalText(
    _ map: CBORValue, _ field: String
  ) throws(ManifestError) -> String? {
    switch map[field] {
    case nil, .null?: return nil
    case .textString(let text)?: return text
    default: throw error(.wrongType, field)
    }
  }

  private static func texts(_ map: CBORValue, _ field: String) throws(ManifestError) -> [String] {
    switch map[field] {
    case nil, .null?: return []
    case .array(let items)?:
      let texts = items.compactMap { if case .textString(let text) = $0 { text } else { nil } }
      guard texts.count == items.count, texts.count <= mostAssertions else {
        throw error(.wrongType, field)
      }
      return texts
    default: throw error(.wrongType, field)
    }
  }

  private static func error(_ code: ManifestError.Code, _ detail: String) -> ManifestError {
    ManifestError(code: code, detail: detail)
  }
}
