import Trust

/// The validation of one manifest by itself (C2PA 2.2 §15.3 to §15.10): claim, signature, credential,
/// time stamp, assertions. Ingredients and the binding to the asset are the `Validator`'s.
struct ManifestExamination {
  let store: ManifestStore
  let hashes: BoxHashes
  let manifest: Manifest
  let settings: ValidationSettings
  /// The assertions that later manifests say they took out, as absolute references.
  let redactions: Set<String>
  /// A time-stamp token over this manifest that a later manifest holds.
  let laterToken: [UInt8]?
  var outcome = ManifestOutcome()

  init(
    _ store: ManifestStore, _ hashes: BoxHashes, _ manifest: Manifest,
    _ settings: ValidationSettings, redactions: Set<String>, laterToken: [UInt8]?
  ) {
    self.store = store
    self.hashes = hashes
    self.manifest = manifest
    self.settings = settings
    self.redactions = redactions
    self.laterToken = laterToken
  }

  /// Does all of it.
  mutating func run() -> ManifestOutcome {
    if manifest.kind == .compressed {
      note(.compressedInvalid, [], "no manifest can be unpacked from it")
      return outcome
    }
    guard let claim = readClaim() else { return outcome }
    outcome.claim = claim
    examineSignature(claim)
    examineAssertions(claim)
    examineIngredients(claim)
    examineActions(claim)
    examineKind(claim)
    return outcome
  }

  mutating func note(_ code: ValidationCode, _ path: [String], _ explanation: String = "") {
    outcome.note(code, JUMBFURI(manifest: manifest.label, path: path).text, explanation)
  }

  mutating func note(
    _ code: ValidationCode, _ assertion: Assertion, _ explanation: String = ""
  ) {
    note(code, [JUMBFURI.assertions, assertion.label], explanation)
  }

  private mutating func readClaim() -> Claim? {
    guard !manifest.claimBoxes.isEmpty else {
      note(.claimMissing, [], "no claim box")
      return nil
    }
    let path = [manifest.claimBoxes[0].label ?? ""]
    guard manifest.claimBoxes.count == 1 else {
      note(.claimMultiple, path, "\(manifest.claimBoxes.count) claim boxes")
      return nil
    }
    guard let bytes = manifest.claimBytes(in: store.expanded), Claim.labels.contains(path[0]) else {
      note(.claimMalformed, path, "not one CBOR box under a claim's label")
      return nil
    }
    let value: CBORValue
    do throws(ManifestError) {
      value = try CBORDecoder.decode(bytes)
    } catch {
      note(.claimCBORInvalid, path, "\(error.code.rawValue): \(error.detail)")
      return nil
    }
    do throws(ManifestError) {
      return try Claim(value)
    } catch {
      note(.claimMalformed, path, "\(error.code.rawValue): \(error.detail)")
      return nil
    }
  }

  /// The algorithm of a reference: its own, else the claim's.
  func algorithm(of reference: HashedURI, _ claim: Claim) -> HashAlgorithm? {
    (reference.algorithm ?? claim.algorithm).flatMap(HashAlgorithm.init(rawValue:))
  }
}
