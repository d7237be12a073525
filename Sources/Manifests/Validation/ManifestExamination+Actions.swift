/// Actions (C2PA 2.2 §15.10.3.2, §18.15).
extension ManifestExamination {
  private static let kind = "c2pa.actions"
  private static let softBinding = "c2pa.soft-binding"
  private static let mostActions = 10_000
  private static let mostReferences = 1000

  mutating func examineActions(_ claim: Claim) {
    let assertions = manifest.assertions.filter {
      $0.kind == Self.kind && !isRedactedPlace($0)
    }
    // The rules of the first action came with claims of version 2.
    let isStrict = claim.version == 2 && manifest.kind == .standard
    if isStrict, assertions.isEmpty {
      note(.actionMalformed, [JUMBFURI.assertions], "no actions")
    }
    let declared = Set(
      claim.redactions.compactMap { JUMBFURI($0)?.absolute(in: manifest.label) })
    for (index, assertion) in ordered(assertions, claim).enumerated() {
      guard case .array(let actions)? = assertion.value?["actions"],
        (1...Self.mostActions).contains(actions.count)
      else {
        note(.actionMalformed, assertion, "no list of actions, or too long a one")
        continue
      }
      for (number, action) in actions.enumerated() {
        guard case .textString(let name)? = action["action"] else {
          note(.actionMalformed, assertion, "an action without a name")
          continue
        }
        let isFirst = index == 0 && number == 0
        let isOpening = name == "c2pa.created" || name == "c2pa.opened"
        if isStrict, isFirst != isOpening {
          note(.actionMalformed, assertion, "\(name) at place \(number + 1)")
        }
        examine(action, name, assertion, claim, declared)
      }
    }
  }

  private func isRedactedPlace(_ assertion: Assertion) -> Bool {
    if case .redacted = assertion.content { true } else { false }
  }

  /// In the order of the claim.
  private func ordered(_ assertions: [Assertion], _ claim: Claim) -> [Assertion] {
    let labels = claim.assertions.map { JUMBFURI($0.url)?.path.last ?? "" }
    let places = Dictionary(zip(labels, labels.indices)) { first, _ in first }
    return assertions.sorted { (places[$0.label] ?? .max) < (places[$1.label] ?? .max) }
  }

  private mutating func examine(
    _ action: CBORValue, _ name: String, _ assertion: Assertion, _ claim: Claim,
    _ declared: Set<JUMBFURI>
  ) {
    let isCurrent = assertion.name.hasSuffix(".v2")
    switch name {
    case "c2pa.created" where isCurrent && claim.version == 2:
      guard case .textString? = action["digitalSourceType"] else {
        note(.actionMalformed, assertion, "created without a digital source type")
        return
      }
    case "c2pa.opened", "c2pa.placed", "c2pa.removed":
      examineIngredients(of: action, name, assertion, claim, isRequired: isCurrent)
    case "c2pa.transcoded", "c2pa.repackaged":
      examineIngredients(of: action, name, assertion, claim, isRequired: false)
    case "c2pa.redacted": examineRedaction(action, assertion, declared)
    case "c2pa.watermarked.bound":
      if !manifest.assertions.contains(where: { $0.kind == Self.softBinding }) {
        note(.actionSoftBindingMissing, assertion)
      }
    default: break
    }
  }

  private mutating func examineIngredients(
    of action: CBORValue, _ name: String, _ assertion: Assertion, _ claim: Claim, isRequired: Bool
  ) {
    let parameters = action["parameters"]
    var items: [CBORValue] = []
    if case .array(let list)? = parameters?["ingredients"] { items = list }
    if let one = parameters?["ingredient"] { items.append(one) }
    let references = items.compactMap { HashedURI($0) }
    guard references.count == items.count, !(isRequired && items.isEmpty),
      items.count <= Self.mostReferences
    else {
      note(.actionIngredientMismatch, assertion, "\(name) without a reference to an ingredient")
      return
    }
    if name == "c2pa.opened", isRequired, references.count != 1 {
      note(.actionIngredientMismatch, assertion, "\(name) of \(references.count) ingredients")
    }
    let wanted: Ingredient.Relationship =
      name == "c2pa.placed" || name == "c2pa.removed" ? .componentOf : .parentOf
    for reference in references {
      let uri = JUMBFURI(reference.url)?.absolute(in: manifest.label)
      // What was removed may be described in the manifest it was removed from.
      if let uri, uri.manifest != manifest.label, name == "c2pa.removed",
        store.manifest(uri.manifest ?? "") != nil
      {
        continue
      }
      guard let uri, uri.path.count == 2, uri.path[0] == JUMBFURI.assertions,
        uri.manifest == manifest.label, outcome.relationships[uri.path[1]] == wanted
      else {
        note(.actionIngredientMismatch, assertion, reference.url)
        continue
      }
      examineReference(reference, assertion, claim)
    }
  }

  private mutating func examineRedaction(
    _ action: CBORValue, _ assertion: Assertion, _ declared: Set<JUMBFURI>
  ) {
    guard case .textString(let text)? = action["parameters"]?["redacted"],
      let uri = JUMBFURI(text)?.absolute(in: manifest.label), declared.contains(uri)
    else {
      note(.actionRedactionMismatch, assertion)
      return
    }
    guard case .textString? = action["reason"] else {
      note(.actionMalformed, assertion, "redacted without a reason")
      return
    }
  }
}
