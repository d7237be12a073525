import Trust

/// Comes from what was seen to what it is worth as evidence.
struct EvidenceJudge {
  let store: ManifestStore
  let outcome: ManifestOutcome
  let binding: HardBinding.Result
  /// The labels of the manifests that the active one leads to.
  let reached: Set<String>
  let hasCarrierFault: Bool
  let hasAsset: Bool
  /// Whether the active manifest holds the shop's own, signed record.
  let isOurs: Bool

  /// `original` says whether the file given as the original is the one named; nil when none was given.
  func state(original: Bool?) -> EvidenceState {
    // Where nothing is held, holes say nothing.
    let isHeld = outcome.facts.isValid && binding.matches
    let holes = isHeld ? EvidenceState.Hole.allCases.filter(has) : []
    let time: EvidenceState.Time =
      !outcome.facts.isValid
      ? .undated
      : outcome.facts.trustedTime != nil
        ? .dated : outcome.facts.stampedAt != nil ? .datedUntrusted : .undated
    return EvidenceState(
      binding: bindingState(holes), time: time,
      original: original.map { $0 ? .proved : .mismatch } ?? .notSupplied, holes: holes)
  }

  private func bindingState(_ holes: [EvidenceState.Hole]) -> EvidenceState.Binding {
    if !hasAsset || binding.isUnsupported { return .notExamined }
    let isAltered = outcome.statuses.contains {
      [.hashedURIMismatch, .assertionMissing, .assertionUndeclared, .hardBindingsMissing]
        .contains($0.code)
    }
    guard outcome.facts.isValid, !isAltered, binding.matches else { return .unbound }
    return holes.isEmpty ? .bound : .boundWithHoles
  }

  private func has(_ hole: EvidenceState.Hole) -> Bool {
    let signature = outcome.facts.signature
    return switch hole {
    case .additionalExclusion, .exclusionNotStore, .bindingPadding, .unhashedBytes:
      binding.holes.contains(hole)
    case .signaturePadding: !(signature?.isPaddingZero ?? true)
    case .unknownHeader: !(signature?.hasOnlyKnownHeaders ?? true)
    case .unsignedBox:
      !store.active.isTight || store.root.children.count != store.manifests.count
        || (store.root.description?.hasMore ?? true)
    case .unreferencedManifest: store.manifests.contains { !reached.contains($0.label) }
    case .labelRewritten: isOurs && !isLabelSigned
    case .signatureNotCanonical:
      isOurs
        && !(signature.map {
          SignatureVerification.isCanonical($0.algorithm, signature: $0.signature)
        } ?? true)
    case .carrier: hasCarrierFault
    }
  }

  /// Our own claims give the label's unique part as the instance, which is signed.
  private var isLabelSigned: Bool {
    guard let instance = outcome.claim?.instanceID else { return false }
    return ManifestLabel.instanceID(of: store.activeLabel) == instance
  }
}
