import Codecs
import Foundation
import Manifests
import Pixels
import Trust

/// Keys, an authority for time stamps, pictures and manifests, in a folder of their own.
final class ConformanceScene {
  let folder: String
  private let rootKey: SigningKey
  private let root: Certificate
  private let now = Int64(Date().timeIntervalSince1970)

  var anchors: [String] { ["\(folder)/root-of-ours.pem", "\(folder)/tsaroot.pem"] }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/conformance-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try Oracle.run("/usr/bin/python3", [Oracle.support("pki.py"), "make", folder])
    rootKey = try SigningKey.generate()
    root = try Certificate.makeRoot(name: "Conformance", key: rootKey, now: now - 60)
    try Data(root.pem()).write(to: URL(fileURLWithPath: anchors[0]))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func signer(_ algorithm: SignatureAlgorithm, isStamped: Bool) throws -> ClaimSigner {
    let key = try SigningKey.generate(algorithm)
    let leaf = try Certificate.issueLeaf(
      shopName: "Shop", leafPublicKeyDER: key.publicKeyDER, root: root, rootKey: rootKey,
      now: now - 60)
    var signer = ClaimSigner(key: key, chain: [leaf, root])
    if isStamped {
      let folder = folder
      signer.timestamp = { message in
        let lines = try Oracle.run(
          "/usr/bin/python3", [Oracle.support("pki.py"), "stamp", folder],
          input: Hexadecimal.text(message))
        return Hexadecimal.bytes(lines.first ?? "") ?? []
      }
    }
    return signer
  }

  var settings: ValidationSettings {
    get throws {
      let stamps = try Certificate.all(
        inPEM: [UInt8](Data(contentsOf: URL(fileURLWithPath: anchors[1]))))
      return ValidationSettings(anchors: [root], timestampAnchors: stamps, time: now + 10)
    }
  }

  static func picture(_ format: ImageFormat) throws -> [UInt8] {
    let size = Size(width: 64, height: 48)
    let samples = (0..<size.width * size.height * 3).map { UInt8(truncatingIfNeeded: $0 * 7) }
    return try ImageEncoder.encode(
      Raster(size: size, samples: samples), metadata: ImageMetadata(),
      settings: EncodeSettings(format: format))
  }

  func draft() throws -> ManifestDraft {
    ManifestDraft(
      generator: Generator(name: "conformance", version: "1"), madeAt: now * 1000,
      random: try SystemRandom().bytes(16))
  }

  /// The manifest of an original beside its file.
  func original(_ bytes: [UInt8], _ signer: ClaimSigner) throws -> ManifestStore {
    var draft = try draft()
    draft.ingredients = [IngredientDraft(format: "application/octet-stream")]
    draft.actions = [ActionDraft("c2pa.opened", ingredients: [0])]
    draft.assertions = [
      AssertionDraft(
        "c2pa.metadata",
        .json(
          Array(
            #"{"@context":{"tiff":"http://ns.adobe.com/tiff/1.0/"},"tiff:Make":"TestCam"}"#.utf8)))
    ]
    return try ManifestWriter.sidecar(
      draft, digest: Digest.sha256(bytes), signer: signer
    ).store
  }

  /// The manifest in a listing, whose parent is `original`.
  func listing(
    in file: [UInt8], original: ManifestStore, _ signer: ClaimSigner
  ) throws -> (file: [UInt8], store: ManifestStore) {
    var draft = try draft()
    var parent = IngredientDraft(title: "original", format: "image/jpeg")
    parent.provenance = (
      original, Validator.validate(original, asset: nil, settings: try settings)
    )
    parent.redactions = ["c2pa.metadata"]
    draft.ingredients = [parent]
    draft.actions = [
      ActionDraft("c2pa.opened", ingredients: [0]), ActionDraft("c2pa.transcoded"),
      ActionDraft("c2pa.watermarked.bound"),
    ]
    let block = CBORValue.map([
      CBOREntry("scope", .map([])), CBOREntry("value", .byteString([1, 2])),
    ])
    draft.assertions = [
      AssertionDraft(
        "c2pa.thumbnail.claim",
        .file(mediaType: "image/jpeg", bytes: try Self.picture(.jpeg))),
      AssertionDraft(
        "c2pa.soft-binding",
        .cbor(
          .map([
            CBOREntry("alg", .textString("org.yuantu.tones.1")),
            CBOREntry("blocks", .array([block])), CBOREntry("pad", .byteString([])),
          ]))),
    ]
    let signed = try ManifestWriter.embedded(draft, in: file, signer: signer) {
      try ManifestContainer.embedding($0, in: $1)
    }
    return (signed.file ?? [], signed.store)
  }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
