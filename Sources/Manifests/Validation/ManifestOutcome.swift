/// What the validation of one manifest came to.
struct ManifestOutcome {
  var statuses: [ValidationStatus] = []
  var facts = SignatureFacts()
  var claim: Claim?
  /// The ingredients that have a manifest in the store.
  var ingredients: [Ingredient] = []
  /// How each ingredient belongs to the asset, by the label of its assertion.
  var relationships: [String: Ingredient.Relationship] = [:]

  /// More than this is not noted of one manifest: it says nothing new.
  private static let mostStatuses = 10_000

  mutating func note(_ code: ValidationCode, _ url: String, _ explanation: String = "") {
    guard statuses.count < Self.mostStatuses else { return }
    statuses.append(ValidationStatus(code, url, explanation))
  }
}
