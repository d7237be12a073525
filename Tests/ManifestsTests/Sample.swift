import Trust

@testable import Manifests

/// Drafts and files for tests. The file is a toy: a store is put behind its first four bytes, whose
/// place nothing but these tests knows.
enum Sample {
  static let file = [UInt8](0..<200)
  static let storeOffset = 4

  static func embed(_ store: [UInt8], _ file: [UInt8]) -> (file: [UInt8], range: Range<Int>) {
    (
      Array(file[..<storeOffset]) + store + file[storeOffset...],
      storeOffset..<storeOffset + store.count
    )
  }

  static func draft(_ seed: UInt64 = 1) throws -> ManifestDraft {
    var draft = ManifestDraft(
      generator: Generator(name: "test", version: "1"), madeAt: Signer.now * 1000,
      random: try RepeatableRandom(seed: seed).bytes(16))
    draft.ingredients = [IngredientDraft(title: "original", format: "image/jpeg")]
    draft.actions = [
      ActionDraft("c2pa.opened", ingredients: [0]), ActionDraft("c2pa.transcoded"),
    ]
    draft.assertions = [
      AssertionDraft(
        RecordStatement.label, .cbor(try RecordStatement.small().value()),
        salt: [UInt8](repeating: 7, count: 16))
    ]
    return draft
  }

  static func settings(
    _ signer: Signer, at time: Int64 = Signer.now
  ) -> ValidationSettings {
    ValidationSettings(anchors: [signer.root], timestampAnchors: [], time: time)
  }

  /// Codes of what was seen, each once, sorted.
  static func codes(_ report: ValidationReport) -> [String] {
    (report.statuses + report.deltas.flatMap(\.statuses)).reduce(into: Set<String>()) {
      $0.insert($1.code.rawValue)
    }.sorted()
  }

  /// What a plain, good manifest gives.
  static let goodCodes = [
    "assertion.dataHash.match", "assertion.hashedURI.match", "claimSignature.insideValidity",
    "claimSignature.validated", "ingredient.unknownProvenance",
    "signingCredential.ocsp.skipped", "signingCredential.trusted",
  ]
}
