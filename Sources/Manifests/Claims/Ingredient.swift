/// An ingredient assertion as read, of any version (C2PA 2.2 §18.16).
struct Ingredient: Sendable {
  /// How it belongs to the asset.
  enum Relationship: String, Sendable {
    case parentOf, componentOf, inputTo
  }

  let assertion: Assertion
  let relationship: Relationship
  let title: String?
  let format: String?
  /// The reference to its manifest.
  let manifest: HashedURI?
  /// The reference to its manifest's signature.
  let signature: HashedURI?
  /// Codes and places that were recorded when it was taken in.
  let recorded: Set<ValidationStatus>?
  let thumbnail: HashedURI?
  /// 1, 2 or 3.
  let version: Int

  private static let mostStatuses = 4096

  /// Reads an ingredient; nil when it is malformed.
  init?(_ assertion: Assertion) {
    guard let value = assertion.value, case .map = value,
      case .textString(let name)? = value["relationship"],
      let relationship = Relationship(rawValue: name)
    else { return nil }
    self.assertion = assertion
    self.relationship = relationship
    version = assertion.name.hasSuffix(".v3") ? 3 : assertion.name.hasSuffix(".v2") ? 2 : 1
    title = if case .textString(let text)? = value["dc:title"] { text } else { nil }
    format = if case .textString(let text)? = value["dc:format"] { text } else { nil }
    let key = version == 3 ? "activeManifest" : "c2pa_manifest"
    manifest = HashedURI(value[key])
    signature = HashedURI(value["claimSignature"])
    thumbnail = HashedURI(value["thumbnail"])
    if value[key] != nil, manifest == nil { return nil }
    if value["claimSignature"] != nil, signature == nil { return nil }
    let results = value["validationResults"]
    recorded = results.flatMap { Self.statuses($0) }
    if version == 3, (manifest == nil) != (results == nil) { return nil }
    if results != nil, recorded == nil { return nil }
  }

  /// Every code with its place in a map of validation results.
  private static func statuses(_ results: CBORValue) -> Set<ValidationStatus>? {
    guard case .map? = results["activeManifest"] else { return nil }
    var lists: [CBORValue] = [results["activeManifest"]].compactMap(\.self)
    if case .array(let deltas)? = results["ingredientDeltas"] {
      lists += deltas.compactMap { $0["validationDeltas"] }
    }
    var statuses: Set<ValidationStatus> = []
    for list in lists {
      for kind in ["success", "informational", "failure"] {
        guard case .array(let items)? = list[kind] else { continue }
        for item in items {
          guard statuses.count < mostStatuses else { return statuses }
          guard case .textString(let text)? = item["code"],
            let code = ValidationCode(rawValue: text)
          else { continue }
          let url = if case .textString(let url)? = item["url"] { url } else { "" }
          statuses.insert(ValidationStatus(code, url))
        }
      }
    }
    return statuses
  }
}
