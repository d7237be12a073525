public import Trust

/// Validates manifest stores (C2PA 2.2 §15), without any network. Foreign in every respect: a store
/// that breaks rules gives statuses, never an error.
public struct Validator {
  /// How long a chain of ingredients is followed.
  static let mostDepth = 64
  /// How many references to manifests of ingredients are followed in a store.
  private static let mostIngredients = 256

  private let store: ManifestStore
  private let settings: ValidationSettings
  private let hashes: BoxHashes
  private var ingredientCount = 0
  private var visited: [String: ManifestOutcome] = [:]
  private var order: [String] = []
  private var open: Set<String> = []
  private var deltas: [ValidationReport.IngredientDelta] = []

  private init(_ store: ManifestStore, _ settings: ValidationSettings) {
    self.store = store
    self.settings = settings
    hashes = BoxHashes(store)
  }

  /// Validates `store` as what is said about `asset`, a file; nil leaves the binding unexamined.
  ///
  /// `original` is the digest of a file that is said to be the original; `hasCarrierFault` says that the container
  /// carries the store in an odd way.
  public static func validate(
    _ store: ManifestStore, asset: Asset?, settings: ValidationSettings, original: Digest? = nil,
    hasCarrierFault: Bool = false
  ) -> ValidationReport {
    var validator = Validator(store, settings)
    let active = store.active
    var outcome = validator.examine(active, Descent())
    var binding = HardBinding.Result()
    if let asset, let bound = validator.boundManifest(), let claim = bound.claim {
      binding = HardBinding.examine(
        bound.manifest, claim: claim, asset: asset, isUpdated: bound.manifest.label != active.label)
      outcome.statuses += binding.statuses
    }
    validator.visited[active.label] = outcome
    return validator.report(
      outcome, binding, asset: asset, original: original, hasCarrierFault: hasCarrierFault)
  }

  /// The manifest that holds the hard binding: the active one, or for an update the first standard one
  /// before it.
  private func boundManifest() -> (manifest: Manifest, claim: Claim?)? {
    var current = store.active
    for _ in 0..<Self.mostDepth {
      if current.kind == .standard { return (current, visited[current.label]?.claim) }
      guard
        let parent = visited[current.label]?.ingredients.first(where: {
          $0.relationship == .parentOf
        }), let next = target(of: parent)
      else { return nil }
      current = next
    }
    return nil
  }

  private func target(of ingredient: Ingredient) -> Manifest? {
    ingredient.manifest.flatMap { JUMBFURI($0.url)?.manifest }.flatMap { store.manifest($0) }
  }

  /// What the manifests on the way down have said about those below them.
  private struct Descent {
    /// Assertions that were taken out, as absolute references.
    var redactions: Set<String> = []
    /// The labels of the manifests they were taken out of.
    var redactedManifests: Set<String> = []
    /// Time-stamp tokens, by the label of the manifest they are over.
    var tokens: [String: [UInt8]] = [:]
    /// What was seen when ingredients were taken in.
    var recorded: RecordedStatuses?
    var depth = 0
  }

  private mutating func examine(_ manifest: Manifest, _ descent: Descent) -> ManifestOutcome {
    if let known = visited[manifest.label] { return known }
    open.insert(manifest.label)
    order.append(manifest.label)
    defer { open.remove(manifest.label) }
    var examination = ManifestExamination(
      store, hashes, manifest, settings, redactions: descent.redactions,
      laterToken: descent.tokens[manifest.label])
    var outcome = examination.run()
    guard let claim = outcome.claim else {
      visited[manifest.label] = outcome
      return outcome
    }
    var below = descent
    below.depth += 1
    for text in claim.redactions {
      guard let uri = JUMBFURI(text)?.absolute(in: manifest.label) else { continue }
      below.redactions.insert(uri.text)
      if let label = uri.manifest { below.redactedManifests.insert(label) }
    }
    below.tokens.merge(Self.tokens(in: manifest)) { outer, _ in outer }
    for ingredient in outcome.ingredients {
      examine(ingredient, of: manifest, claim, &outcome, below)
    }
    visited[manifest.label] = outcome
    return outcome
  }

  private mutating func examine(
    _ ingredient: Ingredient, of manifest: Manifest, _ claim: Claim,
    _ outcome: inout ManifestOutcome, _ descent: Descent
  ) {
    let url = JUMBFURI.assertion(ingredient.assertion.label, in: manifest.label).text
    guard let reference = ingredient.manifest, let target = target(of: ingredient) else {
      outcome.note(.ingredientManifestMissing, url, ingredient.manifest?.url ?? "")
      return
    }
    ingredientCount += 1
    guard !open.contains(target.label), descent.depth < Self.mostDepth,
      ingredientCount <= Self.mostIngredients
    else {
      outcome.note(.generalError, url, "ingredients form a ring, or are too many")
      return
    }
    let isRedacted = descent.redactedManifests.contains(target.label)
    compare(ingredient, reference, target, claim, isRedacted, url, &outcome)
    // Recorded places may be relative to the ingredient's manifest.
    let own = (ingredient.recorded ?? []).map { status in
      ValidationStatus(
        status.code, JUMBFURI(status.url)?.absolute(in: target.label).text ?? status.url)
    }
    let recorded = RecordedStatuses(Set(own), above: descent.recorded)
    var below = descent
    below.recorded = recorded
    let inner = examine(target, below)
    let news = inner.statuses.filter { !recorded.contains($0) }
    if !news.isEmpty {
      deltas.append(ValidationReport.IngredientDelta(url: url, statuses: news))
    }
  }

  private func compare(
    _ ingredient: Ingredient, _ reference: HashedURI, _ target: Manifest, _ claim: Claim,
    _ isRedacted: Bool, _ url: String, _ outcome: inout ManifestOutcome
  ) {
    func matches(_ reference: HashedURI, _ box: JUMBFBox) -> Bool? {
      (reference.algorithm ?? claim.algorithm).flatMap(HashAlgorithm.init(rawValue:))
        .map { hashes.hash(box, $0) == reference.hash }
    }
    if !isRedacted {
      switch matches(reference, target.outerBox) {
      case true?: outcome.note(.ingredientManifestValidated, url)
      case false?: outcome.note(.ingredientManifestMismatch, url)
      case nil: outcome.note(.algorithmUnsupported, url)
      }
    }
    guard let signature = ingredient.signature else {
      if ingredient.version == 3 { outcome.note(.ingredientSignatureMissing, url) }
      return
    }
    guard let uri = JUMBFURI(signature.url), uri.manifest == target.label,
      let box = target.box(at: uri.path), box.isSuperbox(.claimSignature)
    else {
      outcome.note(.ingredientSignatureMissing, url, signature.url)
      return
    }
    switch matches(signature, box) {
    case true?: if isRedacted { outcome.note(.ingredientSignatureValidated, url) }
    case false?: outcome.note(.ingredientSignatureMismatch, url)
    case nil: outcome.note(.algorithmUnsupported, url)
    }
  }

  /// The tokens over other manifests that a `c2pa.time-stamp` assertion holds.
  private static func tokens(in manifest: Manifest) -> [String: [UInt8]] {
    var tokens: [String: [UInt8]] = [:]
    for assertion in manifest.assertions where assertion.kind == "c2pa.time-stamp" {
      for entry in assertion.value?.entries ?? [] {
        if case (.textString(let label), .byteString(let token)) = (entry.key, entry.value) {
          tokens[label] = token
        }
      }
    }
    return tokens
  }

  private func report(
    _ outcome: ManifestOutcome, _ binding: HardBinding.Result, asset: Asset?, original: Digest?,
    hasCarrierFault: Bool
  ) -> ValidationReport {
    let statement =
      outcome.facts.isValid ? (try? store.unverifiedStatement()).flatMap { $0 } : nil
    let evidence = EvidenceJudge(
      store: store, outcome: outcome, binding: binding, reached: Set(order),
      hasCarrierFault: hasCarrierFault, hasAsset: asset != nil, isOurs: statement != nil
    ).state(original: original.map { isNamed($0, statement, outcome) })
    return ValidationReport(
      activeLabel: store.activeLabel, statuses: outcome.statuses, deltas: deltas,
      state: ValidationReport.state(outcome.statuses, deltas, outcome.facts), evidence: evidence,
      manifests: order.compactMap(summary), statement: statement)
  }

  /// Whether the active manifest or one of its parents names `digest` as the whole of its asset.
  private func isNamed(
    _ digest: Digest, _ statement: RecordStatement?, _ outcome: ManifestOutcome
  ) -> Bool {
    guard outcome.facts.isValid else { return false }
    if statement?.original?.file.sha256 == digest || statement?.source.sha256 == digest {
      return true
    }
    var current = store.active
    for _ in 0..<Self.mostDepth {
      if let seen = visited[current.label], let claim = seen.claim, seen.facts.isValid,
        HardBinding.examine(current, claim: claim, asset: .digest(digest), isUpdated: false).isWhole
      {
        return true
      }
      guard
        let parent = visited[current.label]?.ingredients.first(where: {
          $0.relationship == .parentOf
        }), let next = target(of: parent)
      else { return false }
      current = next
    }
    return false
  }

  private func summary(_ label: String) -> ValidationReport.Summary? {
    guard let manifest = store.manifest(label), let outcome = visited[label] else { return nil }
    return ValidationReport.Summary(
      label: label, isUpdate: manifest.kind == .update, claimVersion: outcome.claim?.version,
      title: outcome.claim?.title, generator: outcome.claim?.generator,
      generatorVersion: outcome.claim?.generatorVersion,
      assertions: manifest.assertions.map(\.label),
      ingredients: outcome.ingredients.map { ingredient in
        (
          label: ingredient.manifest.flatMap { JUMBFURI($0.url)?.manifest } ?? "",
          relationship: ingredient.relationship.rawValue
        )
      }, signature: outcome.facts, statuses: outcome.statuses)
  }
}
