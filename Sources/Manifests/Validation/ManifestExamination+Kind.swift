/// What the kind of a manifest demands: hard bindings, and the rules of update manifests (C2PA 2.2
/// §11.2, §15.10.1, §15.12).
extension ManifestExamination {
  private static let updateActions: Set<String> = [
    "c2pa.edited.metadata", "c2pa.opened", "c2pa.published", "c2pa.redacted",
  ]

  mutating func examineKind(_ claim: Claim) {
    let bindings = HardBinding.assertions(of: manifest)
    switch manifest.kind {
    case .standard:
      if bindings.count > 1 {
        note(.multipleHardBindings, bindings[1])
      }
      let created = claim.assertions.prefix(claim.createdCount).compactMap {
        JUMBFURI($0.url)?.path.last
      }
      if !bindings.contains(where: { created.contains($0.label) }) {
        note(.hardBindingsMissing, [], "no hard binding among the signer's own assertions")
      }
      if manifest.assertions.filter({ $0.kind == "c2pa.thumbnail.claim" }).count > 1 {
        note(.claimMalformed, [JUMBFURI.assertions], "more than one thumbnail of the claim")
      }
    case .update: examineUpdate(bindings)
    case .compressed: break
    }
  }

  private mutating func examineUpdate(_ bindings: [Assertion]) {
    let all = manifest.assertions.filter { $0.kind == "c2pa.ingredient" }
    let isOneParent =
      all.count == 1
      && all.allSatisfy { Ingredient($0).map { $0.relationship == .parentOf } ?? false }
    if !isOneParent || outcome.ingredients.count != 1 {
      note(.updateWrongParents, [], "not exactly one parent with a manifest")
    }
    if let binding = bindings.first { note(.updateInvalid, binding, "a hard binding") }
    for assertion in manifest.assertions where assertion.kind.hasPrefix("c2pa.thumbnail") {
      note(.updateInvalid, assertion, "a thumbnail")
    }
    for assertion in manifest.assertions where assertion.kind == "c2pa.actions" {
      guard case .array(let actions)? = assertion.value?["actions"] else { continue }
      for action in actions {
        guard case .textString(let name)? = action["action"], !Self.updateActions.contains(name)
        else { continue }
        note(.updateInvalid, assertion, name)
      }
    }
  }
}
