/// Ingredient assertions by themselves (C2PA 2.2 §15.11): what they refer to is the `Validator`'s.
extension ManifestExamination {
  mutating func examineIngredients(_ claim: Claim) {
    var parents = 0
    for assertion in manifest.assertions where assertion.kind == "c2pa.ingredient" {
      if case .redacted = assertion.content { continue }
      guard let ingredient = Ingredient(assertion) else {
        note(.ingredientMalformed, assertion)
        continue
      }
      if ingredient.relationship == .parentOf { parents += 1 }
      outcome.relationships[assertion.label] = ingredient.relationship
      if let thumbnail = ingredient.thumbnail { examineReference(thumbnail, assertion, claim) }
      if ingredient.manifest != nil {
        outcome.ingredients.append(ingredient)
      } else {
        note(.ingredientUnknownProvenance, assertion)
      }
    }
    if parents > 1 { note(.multipleParents, [], "\(parents) parents") }
  }

  /// A hashed reference from within an assertion to another box of this manifest. One into another
  /// manifest may be redacted there and is left to that manifest's own validation.
  mutating func examineReference(_ reference: HashedURI, _ from: Assertion, _ claim: Claim) {
    guard let uri = JUMBFURI(reference.url)?.absolute(in: manifest.label) else {
      note(.referenceMissing, from, reference.url)
      return
    }
    guard uri.manifest == manifest.label else { return }
    guard let box = manifest.box(at: uri.path) else {
      note(.referenceMissing, from, reference.url)
      return
    }
    guard let algorithm = algorithm(of: reference, claim) else {
      note(.algorithmUnsupported, from, reference.algorithm ?? "none named")
      return
    }
    if hashes.hash(box, algorithm) != reference.hash {
      note(.referenceMismatch, from, reference.url)
    }
  }
}
