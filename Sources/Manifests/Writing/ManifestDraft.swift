/// A manifest to be written: everything but the hash of the asset and the signature.
public struct ManifestDraft: Sendable {
  /// The label, a URN; nothing signs it, but the claim names the same UUID as its instance.
  public let label: String
  /// The program that makes it.
  public var generator: Generator
  /// What people call the asset.
  public var title: String?
  /// When it is made, unix milliseconds.
  public var madeAt: Int64
  /// What the asset was made from; at most one is a parent.
  public var ingredients: [IngredientDraft] = []
  /// What was done, the opening or creation first.
  public var actions: [ActionDraft] = []
  /// Whether nothing else was done.
  public var hasAllActions = true
  /// Further assertions, in their order.
  public var assertions: [AssertionDraft] = []

  /// The specification that is followed.
  private static let specification = "2.2.0"

  /// A draft named by 16 random bytes.
  public init(generator: Generator, madeAt: Int64, random: [UInt8]) {
    label = ManifestLabel.make(random: random)
    self.generator = generator
    self.madeAt = madeAt
  }

  /// The store with this manifest as the active one, behind those its ingredients bring along.
  ///
  /// - Parameter binding: the content of the hard binding.
  /// - Parameter sign: makes the content of the signature box out of the claim.
  func store(
    binding: [UInt8], sign: ([UInt8]) throws(ManifestError) -> [UInt8]
  ) throws(ManifestError) -> [UInt8] {
    var writer = AssertionWriter()
    var references: [HashedURI] = []
    for ingredient in ingredients {
      references.append(try writer.append(try ingredient.assertion()))
    }
    try writer.append(
      AssertionDraft("c2pa.actions.v2", .cbor(try actionsValue(references: references))))
    try writer.append(AssertionDraft(DataHash.kind, .encoded(binding)))
    for assertion in assertions { try writer.append(assertion) }
    let claim = try claim(writer.references)
    let signature = try sign(claim)
    let manifest = JUMBFWriter.superbox(
      .standardManifest, label: label,
      [
        JUMBFWriter.superbox(.assertionStore, label: JUMBFURI.assertions, writer.boxes),
        JUMBFWriter.superbox(.claim, label: Claim.labels[0], [JUMBFWriter.box("cbor", claim)]),
        JUMBFWriter.superbox(
          .claimSignature, label: JUMBFURI.signature, [JUMBFWriter.box("cbor", signature)]),
      ])
    return JUMBFWriter.superbox(
      .manifestStore, label: "c2pa", try carriedBoxes() + [manifest])
  }

  private func carriedBoxes() throws(ManifestError) -> [[UInt8]] {
    var labels: Set<String> = []
    var boxes: [[UInt8]] = []
    for ingredient in ingredients {
      for (label, box) in try ingredient.manifestBoxes() where labels.insert(label).inserted {
        boxes.append(box)
      }
    }
    return boxes
  }

  private func actionsValue(references: [HashedURI]) throws(ManifestError) -> CBORValue {
    guard let when = UniversalTime.text(unixMilliseconds: madeAt) else {
      throw ManifestError(code: .valueOutOfRange, detail: "madeAt: \(madeAt)")
    }
    var all = actions
    for uri in ingredients.flatMap(\.redactedReferences) {
      all.append(
        ActionDraft(
          "c2pa.redacted", parameters: [CBOREntry("redacted", .textString(uri))],
          reason: "c2pa.PII.present"))
    }
    return .map([
      CBOREntry("actions", .array(all.map { $0.value(when: when, references: references) })),
      CBOREntry("allActionsIncluded", .bool(hasAllActions)),
    ])
  }

  private func claim(_ references: [HashedURI]) throws(ManifestError) -> [UInt8] {
    let information: CBORValue = .map([
      CBOREntry("name", .textString(generator.name)),
      CBOREntry("version", .textString(generator.version)),
      CBOREntry("specVersion", .textString(Self.specification)),
    ])
    var entries = [
      CBOREntry("instanceID", .textString(ManifestLabel.instanceID(of: label) ?? label)),
      CBOREntry("claim_generator_info", information),
      CBOREntry(
        "signature", .textString(JUMBFURI(manifest: nil, path: [JUMBFURI.signature]).text)),
      CBOREntry("created_assertions", .array(references.map(\.value))),
      CBOREntry("alg", .textString("sha256")),
    ]
    if let title { entries.append(CBOREntry("dc:title", .textString(title))) }
    let redacted = ingredients.flatMap(\.redactedReferences)
    if !redacted.isEmpty {
      entries.append(
        CBOREntry("redacted_assertions", .array(redacted.map { .textString($0) })))
    }
    return try CBOREncoder.encode(.map(entries))
  }
}
