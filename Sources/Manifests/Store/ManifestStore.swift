public import Trust

/// A C2PA manifest store (C2PA 2.2 §11): the manifests of an asset and of what it was made from. The
/// last one is the active one, which speaks for the asset.
public struct ManifestStore: Sendable {
  /// The largest store that is read, in bytes.
  public static let mostBytes = 10 << 20
  /// How many manifests a store may hold.
  static let mostManifests = 256

  /// The store's encoding, as read.
  public let bytes: [UInt8]
  /// `bytes` and, behind them, what was packed in compressed manifests: what boxes are places in.
  let expanded: [UInt8]
  let root: JUMBFBox
  let manifests: [Manifest]
  private let indices: [String: Int]

  /// Reads a store; nothing in it is judged yet.
  ///
  /// Errors: those of `JUMBFReader`, `tooLarge`, `malformedBox` when it is no store, holds no
  /// manifest, or holds two of one label.
  public static func parse(_ bytes: [UInt8]) throws(ManifestError) -> ManifestStore {
    guard bytes.count <= mostBytes else {
      throw ManifestError(code: .tooLarge, detail: "\(bytes.count) bytes")
    }
    var boxesLeft = JUMBFReader.mostBoxes
    let root = try JUMBFReader.read(bytes, boxesLeft: &boxesLeft)
    guard root.isSuperbox(.manifestStore), root.label == "c2pa" else {
      throw ManifestError(code: .malformedBox, detail: "not a manifest store")
    }
    guard root.children.count <= mostManifests else {
      throw ManifestError(code: .tooLarge, detail: "\(root.children.count) manifests")
    }
    var opener = CompressedManifest(bytes, boxesLeft: boxesLeft)
    let manifests = root.children.compactMap { opener.manifest($0) }
    guard !manifests.isEmpty else {
      throw ManifestError(code: .malformedBox, detail: "no manifest in the store")
    }
    var indices: [String: Int] = [:]
    for (index, manifest) in manifests.enumerated() {
      guard indices.updateValue(index, forKey: manifest.label) == nil else {
        throw ManifestError(code: .malformedBox, detail: "two manifests of one label")
      }
    }
    return ManifestStore(
      bytes: bytes, expanded: opener.bytes, root: root, manifests: manifests, indices: indices)
  }

  /// The manifest that speaks for the asset.
  var active: Manifest { manifests[manifests.count - 1] }

  /// The active manifest's label. Nothing signs it: see `recordIdentifier`.
  public var activeLabel: String { active.label }

  /// The manifest with this label.
  func manifest(_ label: String) -> Manifest? { indices[label].map { manifests[$0] } }

  /// The COSE signature of the active manifest, not yet judged.
  ///
  /// Errors: those of `COSESign1.parse(_:)`, `missingField` without exactly one signature.
  public func activeSignature() throws(ManifestError) -> COSESign1 {
    guard let signature = active.signatureBytes(in: expanded) else {
      throw ManifestError(code: .missingField, detail: "claim signature")
    }
    return try COSESign1.parse(signature)
  }

  /// What evidence about the active manifest is keyed on: the digest of its COSE signature bytes.
  public func recordIdentifier() throws(ManifestError) -> Digest {
    Digest.sha256(try activeSignature().signature)
  }

  /// What the shop's own record in the active manifest says, whether or not it is signed; nil when
  /// there is none.
  ///
  /// Errors: those of `RecordStatement.init(_:)`.
  public func unverifiedStatement() throws(ManifestError) -> RecordStatement? {
    guard let value = active.assertion(RecordStatement.label)?.value else { return nil }
    return try RecordStatement(value)
  }

  /// The hash of a superbox as a hashed URI gives it.
  func hash(_ box: JUMBFBox, _ algorithm: HashAlgorithm) -> [UInt8] {
    algorithm.hash(expanded, pieces: [box.payload])
  }
}
