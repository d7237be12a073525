import Trust

/// An ingredient to be written (C2PA 2.2 §18.16), with the manifests it brings along.
public struct IngredientDraft: Sendable {
  /// How it belongs to the asset: "parentOf", "componentOf" or "inputTo".
  public var relationship: String
  /// Its name for people.
  public var title: String?
  /// Its media type.
  public var format: String?
  /// Its manifests, and what their validation came to.
  public var provenance: (store: ManifestStore, report: ValidationReport)?
  /// Labels of assertions of its active manifest that are taken out of the copy that is brought along.
  public var redactions: [String]

  /// An ingredient without manifests.
  public init(relationship: String = "parentOf", title: String? = nil, format: String?) {
    self.relationship = relationship
    self.title = title
    self.format = format
    redactions = []
  }

  /// The assertion.
  func assertion() throws(ManifestError) -> AssertionDraft {
    var entries = [CBOREntry("relationship", .textString(relationship))]
    if let title { entries.append(CBOREntry("dc:title", .textString(title))) }
    if let format { entries.append(CBOREntry("dc:format", .textString(format))) }
    if let (store, report) = provenance {
      let active = try activeBox(of: store)
      let label = store.activeLabel
      entries += [
        CBOREntry(
          "activeManifest",
          HashedURI(
            url: JUMBFURI(manifest: label, path: []).text,
            hash: HashAlgorithm.sha256.hash(JUMBFWriter.hashed(active)),
            algorithm: HashAlgorithm.sha256.rawValue
          ).value),
        CBOREntry("claimSignature", try signature(store, label).value),
        CBOREntry("validationResults", Self.results(report)),
      ]
    }
    return AssertionDraft("c2pa.ingredient.v3", .cbor(.map(entries)))
  }

  private func signature(
    _ store: ManifestStore, _ label: String
  ) throws(ManifestError) -> HashedURI {
    guard let box = store.active.box(at: [JUMBFURI.signature]) else {
      throw ManifestError(code: .missingField, detail: "the ingredient's signature")
    }
    return HashedURI(
      url: JUMBFURI(manifest: label, path: [JUMBFURI.signature]).text,
      hash: store.hash(box, .sha256), algorithm: HashAlgorithm.sha256.rawValue)
  }

  /// The references to what was taken out.
  var redactedReferences: [String] {
    guard let store = provenance?.store else { return [] }
    return redactions.filter { store.active.assertion($0) != nil }.map {
      JUMBFURI.assertion($0, in: store.activeLabel).text
    }
  }

  /// The manifests to bring along, byte for byte but for what is taken out.
  func manifestBoxes() throws(ManifestError) -> [(label: String, box: [UInt8])] {
    guard let store = provenance?.store else { return [] }
    var boxes = store.manifests.dropLast().map { manifest in
      (label: manifest.label, box: Array(store.bytes[manifest.outerBox.range]))
    }
    boxes.append((label: store.activeLabel, box: try activeBox(of: store)))
    return boxes
  }

  private func activeBox(of store: ManifestStore) throws(ManifestError) -> [UInt8] {
    let manifest = store.active
    guard !redactedReferences.isEmpty else { return Array(store.bytes[manifest.outerBox.range]) }
    var parts = [Self.description(of: manifest.box, in: store.expanded)]
    for child in manifest.box.children {
      guard child.isSuperbox(.assertionStore) else {
        parts.append(Array(store.expanded[child.range]))
        continue
      }
      let kept = child.children.filter { !redactions.contains($0.label ?? "") }
      let contents = kept.flatMap { store.expanded[$0.range] }
      parts.append(
        JUMBFWriter.box("jumb", Self.description(of: child, in: store.expanded) + contents))
    }
    return JUMBFWriter.box("jumb", Array(parts.joined()))
  }

  /// The description box of a superbox.
  private static func description(of box: JUMBFBox, in bytes: [UInt8]) -> [UInt8] {
    let end = box.children.first?.range.lowerBound ?? box.payload.upperBound
    return Array(bytes[box.payload.lowerBound..<end])
  }

  private static func results(_ report: ValidationReport) -> CBORValue {
    let deltas = report.deltas.map { delta in
      CBORValue.map([
        CBOREntry("ingredientAssertionURI", .textString(delta.url)),
        CBOREntry("validationDeltas", lists(delta.statuses)),
      ])
    }
    return .map([
      CBOREntry("activeManifest", lists(report.statuses)),
      CBOREntry("ingredientDeltas", .array(deltas)),
    ])
  }

  private static func lists(_ statuses: [ValidationStatus]) -> CBORValue {
    func list(_ kind: ValidationCode.Kind) -> CBORValue {
      .array(
        statuses.filter { $0.code.kind == kind && $0.code.isSpecified }.map { status in
          .map([
            CBOREntry("code", .textString(status.code.rawValue)),
            CBOREntry("url", .textString(status.url)),
          ])
        })
    }
    return .map([
      CBOREntry("success", list(.success)), CBOREntry("informational", list(.informational)),
      CBOREntry("failure", list(.failure)),
    ])
  }
}
