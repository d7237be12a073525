import Testing
import Trust

@testable import Manifests

struct ManifestWriterTests {
  @Test(arguments: [SignatureAlgorithm.es256, .edDSA, .ps256])
  func whatIsEmbeddedIsTrustedAndBound(algorithm: SignatureAlgorithm) throws {
    let signer = try Signer(algorithm)
    let signed = try ManifestWriter.embedded(
      try Sample.draft(), in: Sample.file, signer: signer.claimSigner, embed: Sample.embed)
    let file = try #require(signed.file)
    let range = Sample.storeOffset..<file.count - Sample.file.count + Sample.storeOffset
    let report = Validator.validate(
      signed.store, asset: .bytes(file, store: range), settings: Sample.settings(signer))
    #expect(Sample.codes(report) == Sample.goodCodes)
    #expect(report.state == .trusted)
    #expect(report.evidence.binding == .bound && report.evidence.time == .undated)
    #expect(report.statement == .small())
    #expect(signed.store.bytes.count % 2 == 0)
    #expect(file.filter { _ in true }.count == signed.store.bytes.count + Sample.file.count)
  }

  @Test func aSidecarIsBoundToTheDigestOfTheWholeFile() throws {
    let signer = try Signer()
    let digest = Digest.sha256(Sample.file)
    let store = try ManifestWriter.sidecar(
      try Sample.draft(), digest: digest, signer: signer.claimSigner
    ).store
    for asset in [Asset.digest(digest), .bytes(Sample.file, store: nil)] {
      let report = Validator.validate(store, asset: asset, settings: Sample.settings(signer))
      #expect(report.state == .trusted && report.evidence.binding == .bound)
    }
    let other = Validator.validate(
      store, asset: .bytes(Sample.file + [0], store: nil), settings: Sample.settings(signer))
    #expect(other.state == .invalid && other.evidence.binding == .unbound)
    #expect(other.codes(.failure) == [.dataHashMismatch])
  }

  @Test func theParentComesAlongWithoutWhatIsTakenOut() throws {
    let signer = try Signer()
    let settings = Sample.settings(signer)
    let original = Digest.sha256([9])
    let parent = try ManifestWriter.sidecar(
      try Sample.draft(1), digest: original, signer: signer.claimSigner
    ).store
    var draft = try Sample.draft(2)
    draft.ingredients[0].provenance = (
      parent, Validator.validate(parent, asset: nil, settings: settings)
    )
    draft.ingredients[0].redactions = [RecordStatement.label]
    let signed = try ManifestWriter.embedded(
      draft, in: Sample.file, signer: signer.claimSigner, embed: Sample.embed)
    let file = try #require(signed.file)
    let range = Sample.storeOffset..<Sample.storeOffset + signed.store.bytes.count
    func report(_ original: Digest?) -> ValidationReport {
      Validator.validate(
        signed.store, asset: .bytes(file, store: range), settings: settings, original: original)
    }
    let seen = report(original)
    #expect(seen.state == .trusted)
    #expect(seen.evidence.original == .proved && report(nil).evidence.original == .notSupplied)
    #expect(report(Digest.sha256([8])).evidence.original == .mismatch)
    #expect(seen.codes(.success).contains(.ingredientSignatureValidated))
    #expect(seen.manifests.map(\.label) == [signed.store.activeLabel, parent.activeLabel])
    #expect(seen.manifests[1].assertions.contains(RecordStatement.label) == false)
  }

  @Test func aTokenThatDoesNotFitIsGivenRoomAndOneThatFitsIsPadded() throws {
    let signer = try Signer()
    for size in [10, 5000, 6100, 6144, 7000, 20000] {
      var claimSigner = signer.claimSigner
      claimSigner.timestamp = { _ in [UInt8](repeating: 1, count: size) }
      let signed = try ManifestWriter.embedded(
        try Sample.draft(), in: Sample.file, signer: claimSigner, embed: Sample.embed)
      #expect(signed.token?.count == size)
      #expect(try signed.store.activeSignature().isPaddingZero)
      #expect(signed.store.bytes.count < size + (size > 6144 ? 70_000 : 10_000))
    }
  }

  @Test func whatIsStampedLaterKeepsItsIdentity() throws {
    let signer = try Signer()
    let store = try ManifestWriter.sidecar(
      try Sample.draft(), digest: Digest.sha256([1]), signer: signer.claimSigner
    ).store
    let stamped = try store.stamped(with: [1, 2, 3])
    #expect(try stamped.recordIdentifier() == store.recordIdentifier())
    let report = Validator.validate(
      stamped, asset: .digest(Digest.sha256([1])), settings: Sample.settings(signer))
    #expect(report.state == .trusted && report.codes(.informational).contains(.timeStampMalformed))
  }

  @Test func anotherNameOrASecondFormOfTheSignatureShowsInOurOwnManifests() throws {
    let signer = try Signer()
    let store = try ManifestWriter.sidecar(
      try Sample.draft(), digest: Digest.sha256([1]), signer: signer.claimSigner
    ).store
    func holes(_ bytes: [UInt8]) throws -> [EvidenceState.Hole] {
      let report = Validator.validate(
        try ManifestStore.parse(bytes), asset: .digest(Digest.sha256([1])),
        settings: Sample.settings(signer))
      #expect(report.state == .trusted)
      return report.evidence.holes
    }
    #expect(try holes(store.bytes) == [])
    let label = Array(store.activeLabel.utf8)
    var renamed = store.bytes
    let place = try #require(
      renamed.indices.first { renamed[$0...].starts(with: label) })
    renamed[place + label.count - 1] = renamed[place + label.count - 1] == 0x30 ? 0x31 : 0x30
    #expect(try holes(renamed) == [.labelRewritten])
    let signature = try store.activeSignature().signature
    let end =
      try #require(
        store.bytes.indices.first { store.bytes[$0...].starts(with: signature) }) + 64
    var second = store.bytes
    second.replaceSubrange(end - 32..<end, with: Self.negated(Array(signature.suffix(32))))
    #expect(try holes(second) == [.signatureNotCanonical])
  }

  /// The other s of an ES256 signature: the order of P-256 less it.
  private static func negated(_ s: [UInt8]) -> [UInt8] {
    let order =
      bytes("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")
    var borrow = 0
    var result = [UInt8](repeating: 0, count: 32)
    for index in (0..<32).reversed() {
      let value = Int(order[index]) - Int(s[index]) - borrow
      borrow = value < 0 ? 1 : 0
      result[index] = UInt8(truncatingIfNeeded: value)
    }
    return result
  }

  @Test func moreIngredientsThanAreFollowedAreSaidToBeTooMany() throws {
    let signer = try Signer()
    let parent = try ManifestWriter.sidecar(
      try Sample.draft(1), digest: Digest.sha256([9]), signer: signer.claimSigner
    ).store
    let report = Validator.validate(parent, asset: nil, settings: Sample.settings(signer))
    func codes(_ count: Int) throws -> [ValidationCode] {
      var draft = try Sample.draft(2)
      var component = IngredientDraft(relationship: "componentOf", format: "image/jpeg")
      component.provenance = (parent, report)
      draft.ingredients += Array(repeating: component, count: count)
      let store = try ManifestWriter.sidecar(
        draft, digest: Digest.sha256([8]), signer: signer.claimSigner
      ).store
      return Validator.validate(store, asset: nil, settings: Sample.settings(signer))
        .codes(.failure)
    }
    #expect(try codes(256) == [] && codes(257) == [.generalError])
  }

  @Test func aRingOfIngredientsEnds() throws {
    let signer = try Signer()
    let parent = try ManifestWriter.sidecar(
      try Sample.draft(1), digest: Digest.sha256([9]), signer: signer.claimSigner
    ).store
    var draft = try Sample.draft(2)
    draft.ingredients[0].provenance = (
      parent, Validator.validate(parent, asset: nil, settings: Sample.settings(signer))
    )
    let child = try ManifestWriter.sidecar(
      draft, digest: Digest.sha256([8]), signer: signer.claimSigner
    ).store
    // The child's reference to its parent is turned to the child itself.
    let (own, other) = (Array(child.activeLabel.utf8), Array(parent.activeLabel.utf8))
    var bytes = child.bytes
    let start = child.active.box.range.lowerBound
    for index in start..<bytes.count - other.count where bytes[index...].starts(with: other) {
      bytes.replaceSubrange(index..<index + other.count, with: own)
    }
    let report = Validator.validate(
      try ManifestStore.parse(bytes), asset: nil, settings: Sample.settings(signer))
    #expect(report.state == .invalid && report.codes(.failure).contains(.generalError))
  }

  @Test func noChangedByteOfAStoreIsStillBound() throws {
    let signer = try Signer()
    let signed = try ManifestWriter.embedded(
      try Sample.draft(), in: Sample.file, signer: signer.claimSigner, embed: Sample.embed)
    let file = try #require(signed.file)
    let range = Sample.storeOffset..<Sample.storeOffset + signed.store.bytes.count
    for position in file.indices {
      var changed = file
      changed[position] ^= 1 << UInt8(position % 8)
      guard let store = try? ManifestStore.parse(Array(changed[range])) else { continue }
      let report = Validator.validate(
        store, asset: .bytes(changed, store: range), settings: Sample.settings(signer))
      #expect(
        report.state != .trusted || report.evidence.binding != .bound, "byte \(position)")
    }
  }
}
