import Trust

/// The binding of a manifest to its asset (C2PA 2.2 §15.12).
struct HardBinding {
  /// What a comparison of binding and asset came to.
  struct Result {
    var statuses: [ValidationStatus] = []
    /// Whether the hash over what is not excluded is the recorded one.
    var matches = false
    /// Whether exactly the store's own bytes are excluded.
    var isWhole = false
    /// Whether the hash fits but the binding's padding is not zero.
    var hasFaultyPadding = false
    /// Whether it is of a kind that is not examined.
    var isUnsupported = false
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
    var result = Result()
    guard let assertion = assertions(of: manifest).first else { return result }
    let url = JUMBFURI.assertion(assertion.label, in: manifest.label).text
    guard assertion.kind == DataHash.kind else {
      result.isUnsupported = true
      result.statuses.append(ValidationStatus(.bindingNotSupported, url, assertion.kind))
      return result
    }
    func add(_ code: ValidationCode, _ explanation: String = "") {
      result.statuses.append(ValidationStatus(code, url, explanation))
    }
    guard let value = assertion.value else { return result }
    let binding: DataHash
    do throws(DataHash.Fault) {
      binding = try DataHash(value, claimAlgorithm: claim.algorithm)
    } catch {
      switch error {
      case .malformed(let detail): add(.dataHashMalformed, detail)
      case .algorithm(let name): add(.algorithmUnsupported, name)
      }
      return result
    }
    let (hash, location) = computed(binding, asset, isUpdated: isUpdated)
    guard let hash else {
      add(.dataHashMismatch, "an exclusion reaches beyond the file, or only its digest is known")
      return result
    }
    result.matches = hash == binding.hash
    let leading = binding.exclusions.first
    let isPlaced =
      location.map { place in
        leading.map { $0.lowerBound == place.lowerBound && (isUpdated || $0 == place) } ?? false
      } ?? binding.exclusions.isEmpty
    result.isWhole = result.matches && isPlaced && binding.exclusions.count <= 1
    if !result.matches {
      add(.dataHashMismatch)
    } else if !binding.isPaddingZero {
      add(.dataHashMismatch, "the hash matches, but the padding is not zero")
      result.hasFaultyPadding = true
      result.isWhole = false
    } else if location != nil, !isPlaced {
      add(.dataHashMismatch, "the hash matches, but the exclusion is not where the store is")
    } else {
      add(.dataHashMatch)
      if binding.exclusions.count > (location == nil ? 0 : 1) {
        add(.additionalExclusions, "\(binding.exclusions.count) exclusions")
      }
    }
    return result
  }

  /// The asset's hash, and where its store is.
  private static func computed(
    _ binding: DataHash, _ asset: Asset, isUpdated: Bool
  ) -> (hash: [UInt8]?, location: Range<Int>?) {
    switch asset {
    case .digest(let digest):
      let isComparable = binding.algorithm == .sha256 && binding.exclusions.isEmpty
      return (isComparable ? digest.bytes : nil, nil)
    case .bytes(let bytes, let location):
      var exclusions = binding.exclusions
      if isUpdated, let location, exclusions.first?.lowerBound == location.lowerBound {
        let growth = location.upperBound - exclusions[0].upperBound
        exclusions =
          [location]
          + exclusions.dropFirst().map { range in
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
