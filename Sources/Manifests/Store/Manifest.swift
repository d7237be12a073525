/// A manifest as read: its boxes, not yet judged.
struct Manifest: Sendable {
  /// What a manifest is for (C2PA 2.2 §11.2).
  enum Kind: Sendable {
    /// Describes an asset and is bound to it.
    case standard
    /// Adds to the manifest before it, without a change of the asset.
    case update
    /// Packed, and what is packed is no manifest.
    case compressed
  }

  let label: String
  let kind: Kind
  /// Its superbox; of a compressed manifest the one that was packed.
  let box: JUMBFBox
  /// The superbox in the store, which references to the manifest as a whole are about.
  let outerBox: JUMBFBox
  let claimBoxes: [JUMBFBox]
  let signatureBoxes: [JUMBFBox]
  let assertions: [Assertion]
  /// Where an assertion stands in `assertions`; nil for a label that several have.
  private let places: [String: Int?]
  /// Whether nothing is there that neither claim nor signature covers.
  let isTight: Bool

  /// Whether it stands in the store compressed.
  var isCompressed: Bool { box.range != outerBox.range }

  /// Reads the superbox of a manifest, which may come out of the compressed manifest `packed`; nil when
  /// it is none.
  init?(_ box: JUMBFBox, in bytes: [UInt8], packed: JUMBFBox? = nil) {
    guard let description = box.description, let label = description.label else { return nil }
    switch description.type {
    case .standardManifest, .earlyManifest: kind = .standard
    case .updateManifest: kind = .update
    case .compressedManifest: kind = .compressed
    default: return nil
    }
    self.label = label
    self.box = box
    outerBox = packed ?? box
    claimBoxes = box.children.filter { $0.isSuperbox(.claim) }
    signatureBoxes = box.children.filter { $0.isSuperbox(.claimSignature) }
    let stores = box.children.filter {
      $0.isSuperbox(.assertionStore) && $0.label == JUMBFURI.assertions
    }
    let found = stores.flatMap(\.children).compactMap { Assertion($0, in: bytes) }
    assertions = found
    var places: [String: Int?] = [:]
    for (index, assertion) in found.enumerated() {
      places.updateValue(places[assertion.label] == nil ? index : nil, forKey: assertion.label)
    }
    self.places = places
    let frames = [box, outerBox] + stores + claimBoxes + signatureBoxes
    isTight =
      stores.count == 1 && (packed?.children.count ?? 1) == 1
      && stores.allSatisfy { $0.children.count == found.count }
      && !frames.contains { $0.description?.hasMore ?? true }
      && box.children.allSatisfy { child in
        guard let type = child.description?.type else { return false }
        return [.claim, .claimSignature, .assertionStore, .dataBoxes, .credentials].contains(type)
      }
      && (claimBoxes + signatureBoxes).allSatisfy {
        $0.children.count == 1 && $0.children[0].type == "cbor"
      }
  }

  /// The claim's own bytes, as signed: of the only claim box.
  func claimBytes(in bytes: [UInt8]) -> [UInt8]? {
    guard claimBoxes.count == 1 else { return nil }
    let parts = claimBoxes[0].children.filter { $0.type == "cbor" }
    return parts.count == 1 ? Array(bytes[parts[0].payload]) : nil
  }

  /// The bytes of the claim's signature: of the only signature box.
  func signatureBytes(in bytes: [UInt8]) -> [UInt8]? {
    guard signatureBoxes.count == 1 else { return nil }
    let parts = signatureBoxes[0].children.filter { $0.type == "cbor" }
    return parts.count == 1 ? Array(bytes[parts[0].payload]) : nil
  }

  /// The assertion with this label; nil when there is none or several.
  func assertion(_ label: String) -> Assertion? {
    // Swift takes texts that differ in their bytes alone for equal; a label has one form.
    guard let place = places[label].flatMap(\.self),
      assertions[place].label.utf8.elementsEqual(label.utf8)
    else { return nil }
    return assertions[place]
  }

  /// The box a path within the manifest leads to; nil when a step has no or several answers.
  func box(at path: [String]) -> JUMBFBox? {
    var current = box
    for label in path {
      let found = current.children(labelled: label)
      guard found.count == 1 else { return nil }
      current = found[0]
    }
    return current
  }
}
