import Catalogue
import Codecs
import Manifests
import Marking
import Trust

/// The manifest in an issued copy: what it was made from, what was done, which mark it carries. The
/// original's ingest manifest is its parent, without the record of names and serial numbers, which
/// is no business of whoever downloads the copy.
struct ListingManifest {
  /// How many bytes a copy grows by, besides its parent's manifests.
  static let mostOwnBytes = 18 << 10

  private static let humanEdits =
    "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"

  let shop: Shop
  let statement: RecordStatement
  /// The manifests of the original.
  let parent: ManifestStore?
  /// The kinds of the picture that was marked and of what it was made from.
  let sourceMediaType: String
  let originalMediaType: String
  /// Whether the original was changed by others before it was marked.
  let wasExported: Bool
  /// What was done to the picture before it got its invisible mark.
  let changes: [VisiblyMarkedPicture.Change]
  let thumbnail: [UInt8]?
  /// The copy's ISCC Image-Code.
  let fingerprint: String?
  let random: any RandomSource

  /// The marked file with the manifest in it.
  func embedded(in file: [UInt8]) throws -> (store: ManifestStore, file: [UInt8]) {
    let draft = try draft()
    let signed = try shop.sign { (signer) throws(ManifestError) in
      try ManifestWriter.embedded(draft, in: file, signer: signer) {
        try ManifestContainer.embedding($0, in: $1)
      }
    }
    guard let file = signed.file else {
      throw ManifestError(code: .notEmbeddable, detail: "no file")
    }
    return (signed.store, file)
  }

  private func draft() throws -> ManifestDraft {
    var draft = try ManifestDraft(
      madeAt: statement.recordedAt, of: Array("listing".utf8) + statement.source.sha256.bytes,
      random: random)
    var original = IngredientDraft(format: originalMediaType)
    if let parent {
      let settings = ValidationSettings(
        anchors: shop.anchors, timestampAnchors: [], time: statement.recordedAt / 1000)
      original.provenance = (parent, Validator.validate(parent, asset: nil, settings: settings))
      original.redactions = [RecordStatement.label]
    }
    draft.ingredients = [original]
    let outputType = statement.output?.mediaType ?? sourceMediaType
    draft.actions = [
      ActionDraft("c2pa.opened", ingredients: [0])
    ]
    // What can be seen names the kind of its source: here a person's wish, carried out by a program.
    draft.actions += changes.map {
      ActionDraft($0.rawValue, digitalSourceType: Self.humanEdits)
    }
    draft.actions += [
      ActionDraft(outputType == sourceMediaType ? "c2pa.transcoded" : "c2pa.converted"),
      ActionDraft("c2pa.watermarked.bound"),
    ]
    draft.hasAllActions = !wasExported
    if let thumbnail {
      draft.assertions.append(
        AssertionDraft(
          "c2pa.thumbnail.claim", .file(mediaType: "image/jpeg", bytes: thumbnail)))
    }
    if let mark = statement.mark { draft.assertions.append(SoftBinding.assertion(mark)) }
    if let fingerprint { draft.assertions.append(SoftBinding.assertion(fingerprint)) }
    draft.assertions.append(
      AssertionDraft(RecordStatement.label, .cbor(try statement.value())))
    return draft
  }
}

extension ManifestDraft {
  /// A draft of ours. What it is about goes into its name beside the random bytes, so that even a
  /// repeating source of randomness gives a parent and its child two names.
  init(madeAt: Int64, of subject: [UInt8], random: any RandomSource) throws(TrustError) {
    let name = Digest.sha256(try random.bytes(16) + subject).bytes.prefix(16)
    self.init(generator: Version.generator, madeAt: madeAt, random: Array(name))
  }
}
