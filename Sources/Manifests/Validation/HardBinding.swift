import Trust

/// The binding of a manifest to its asset (C2PA 2.2 §15.12).
struct HardBinding {
  /// What a comparison of binding and asset came to.
  struct Result {
    var statuses: [ValidationStatus] = []
    /// Whether the hash over what is not excluded is the recorded one.
    var matches = false
    /// What could be changed although the hash fits.
    var holes: Set<EvidenceState.Hole> = []
    /// Whether it is of a kind that is not examined.
    var isUnsupported = false
    /// Whether exactly the store's own bytes are excluded.
    var isWhole: Bool { matches && holes.isEmpty }
  }

  private static let kinds: Set<String> = [
    "c2pa.hash.data", "c2pa.hash.boxes", "c2pa.hash.bmff", "c2pa.hash.collection.data",
  ]

  /// The hard bindings of a manifest, in the order of the store.
  static func assertions(of manifest: Manifest) -> [Assertion] {
    manifest.assertions.filter { kinds.contains($0.kind) }
  }

  /// Compares `asset` with the first hard binding of `manifest`. `isUpdated` says that the store has
  /// grown since: an exclusion that begins where the store does then reaches as far as it does now.
  static func examine(
    _ manifest: Manifest, claim: Claim, asset: Asset, isUpdated: Bool
  ) -> Result {
    guard let assertion = assertions(of: manifest).first else { return Result() }
    let url = JUMBFURI.assertion(assertion.label, in: manifest.label).text
    var result = Result()
    switch (assertion.kind, assertion.value) {
    case (DataHash.kind, let value?):
      compare(value, claim, asset, isUpdated: isUpdated, url, &result)
    case (BoxHash.kind, let value?): compareBoxes(value, claim, asset, url, &result)
    case (DataHash.kind, nil), (BoxHash.kind, nil): break
    default:
      result.isUnsupported = true
      result.statuses.append(ValidationStatus(.bindingNotSupported, url, assertion.kind))
    }
    return result
  }

  private static func compareBoxes(
    _ value: CBORValue, _ claim: Claim, _ asset: Asset, _ url: String, _ result: inout Result
  ) {
    func add(_ code: ValidationCode, _ explanation: String = "") {
      result.statuses.append(ValidationStatus(code, url, explanation))
    }
    let binding: BoxHash
    do throws(BindingFields.Fault) {
      binding = try BoxHash(value, claimAlgorithm: claim.algorithm)
    } catch {
      switch error {
      case .malformed(let detail): add(.boxesHashMalformed, detail)
      case .algorithm(let name): add(.algorithmUnsupported, name)
      }
      return
    }
    guard case .bytes(let bytes, let store, _, let list) = asset, let boxes = list?(bytes, store),
      !binding.hasPartialExclusions
    else {
      result.isUnsupported = true
      add(.bindingNotSupported, "\(BoxHash.kind) of this format or form")
      return
    }
    do throws(BoxComparison.Fault) {
      result.holes = try BoxComparison(
        binding, bytes: bytes, boxes: boxes, store: store
      ).holes()
      result.matches = true
      add(.boxesHashMatch)
    } catch {
      switch error {
      case .mismatch(let detail): add(.boxesHashMismatch, detail)
      case .unknownBox(let name): add(.boxesHashUnknownBox, name)
      }
    }
  }

  private static func compare(
    _ value: CBORValue, _ claim: Claim, _ asset: Asset, isUpdated: Bool, _ url: String,
    _ result: inout Result
  ) {
    func add(_ code: ValidationCode, _ explanation: String = "") {
      result.statuses.append(ValidationStatus(code, url, explanation))
    }
    let binding: DataHash
    do throws(BindingFields.Fault) {
      binding = try DataHash(value, claimAlgorithm: claim.algorithm)
    } catch {
      switch error {
      case .malformed(let detail): add(.dataHashMalformed, detail)
      case .algorithm(let name): add(.algorithmUnsupported, name)
      }
      return
    }
    let (hash, location) = computed(binding, asset, isUpdated: isUpdated)
    guard let hash else {
      add(.dataHashMismatch, "an exclusion reaches beyond the file, or only its digest is known")
      return
    }
    result.matches = hash == binding.hash
    let exclusions = binding.exclusions.filter { $0 != asset.storeLength }
    let leading = exclusions.first
    let isPlaced =
      location.map { place in
        leading.map { $0.lowerBound == place.lowerBound && (isUpdated || $0 == place) } ?? false
      } ?? exclusions.isEmpty
    if !result.matches {
      add(.dataHashMismatch)
    } else if !binding.isPaddingZero {
      add(.dataHashMismatch, "the hash matches, but the padding is not zero")
      result.holes = [.bindingPadding]
    } else if location != nil, !isPlaced {
      add(.dataHashMismatch, "the hash matches, but the exclusion is not where the store is")
      result.holes = [.exclusionNotStore]
    } else {
      add(.dataHashMatch)
      if exclusions.count > (location == nil ? 0 : 1) {
        add(.additionalExclusions, "\(exclusions.count) exclusions")
        result.holes = [.additionalExclusion]
      }
    }
  }

  /// The asset's hash, and where its store is.
  private static func computed(
    _ binding: DataHash, _ asset: Asset, isUpdated: Bool
  ) -> (hash: [UInt8]?, location: Range<Int>?) {
    switch asset {
    case .digest(let digest):
      let isComparable = binding.algorithm == .sha256 && binding.exclusions.isEmpty
      return (isComparable ? digest.bytes : nil, nil)
    case .bytes(let bytes, let location, _, _):
      var exclusions = binding.exclusions
      if isUpdated, let location,
        let index = exclusions.firstIndex(where: { $0.lowerBound == location.lowerBound })
      {
        let growth = location.upperBound - exclusions[index].upperBound
        exclusions =
          exclusions[..<index] + [location]
          + exclusions.dropFirst(index + 1).map { range in
            let (lower, lowerOverflow) = range.lowerBound.addingReportingOverflow(growth)
            let (upper, upperOverflow) = range.upperBound.addingReportingOverflow(growth)
            return lowerOverflow || upperOverflow || lower > upper
              ? bytes.count..<bytes.count : lower..<upper
          }
      }
      return (binding.hash(of: bytes, without: exclusions), location)
    }
  }
}
