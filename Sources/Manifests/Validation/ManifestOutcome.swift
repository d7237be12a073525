/// What the validation of one manifest came to.
struct ManifestOutcome {
  var statuses: [ValidationStatus] = []
  var facts = SignatureFacts()
  var claim: Claim?
  /// The ingredients that have a manifest in the store.
  var ingredients: [Ingredient] = []

  mutating func note(_ code: ValidationCode, _ url: String, _ explanation: String = "") {
    statuses.append(ValidationStatus(code, url, explanation))
  }
}
