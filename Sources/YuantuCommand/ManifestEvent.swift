import Manifests
import Trust
import Wording
import Yuantu

/// A manifest and its validation as a line of JSON.
struct ManifestEvent: Encodable {
  struct Evidence: Encodable {
    let binding: String
    let time: String
    let original: String
    let holes: [String]
  }

  struct Signer: Encodable {
    let commonName: String?
    let organization: String?
    let certificateSHA256: String
    let keyFingerprint: String
  }

  struct Status: Encodable {
    let code: String
    let url: String
    let explanation: String?

    init(_ status: ValidationStatus) {
      code = status.code.rawValue
      url = status.url
      explanation = status.explanation.isEmpty ? nil : status.explanation
    }
  }

  struct Statuses: Encodable {
    let success: [Status]
    let informational: [Status]
    let failure: [Status]

    init(_ statuses: [ValidationStatus]) {
      func list(_ kind: ValidationCode.Kind) -> [Status] {
        statuses.filter { $0.code.kind == kind }.map(Status.init)
      }
      success = list(.success)
      informational = list(.informational)
      failure = list(.failure)
    }
  }

  struct Delta: Encodable {
    let ingredient: String
    let statuses: Statuses
  }

  struct Ingredient: Encodable {
    let label: String
    let relationship: String
  }

  struct Entry: Encodable {
    let label: String
    let isUpdate: Bool
    let claimVersion: Int?
    let title: String?
    let generator: String?
    let generatorVersion: String?
    let recordID: String?
    let algorithm: Int?
    let stampedAt: String?
    let signer: Signer?
    let assertions: [String]
    let ingredients: [Ingredient]
  }

  struct Part: Encodable {
    let label: String
    let mediaType: String?
    let bytes: Int
    let value: CBORJSON?
  }

  struct Contents: Encodable {
    let label: String
    let claim: CBORJSON?
    let assertions: [Part]
  }

  let event = "manifest"
  let file: String
  let place: String?
  let sidecar: String?
  let absence: String?
  let absenceCode: String?
  let state: String?
  let evidence: Evidence?
  let active: String?
  let results: Statuses?
  let deltas: [Delta]?
  let manifests: [Entry]?
  let contents: [Contents]?

  init(_ examined: ManifestExaminer.Examined, withContents: Bool = false) {
    let report = examined.report
    file = examined.path
    place = examined.found?.place.rawValue
    sidecar = examined.found?.sidecar
    absence = examined.absence?.text.text(in: .english)
    absenceCode = examined.absence?.code
    state = report?.state.rawValue
    evidence = report.map { report in
      Evidence(
        binding: report.evidence.binding.rawValue, time: report.evidence.time.rawValue,
        original: report.evidence.original.rawValue,
        holes: report.evidence.holes.map(\.rawValue))
    }
    active = report?.activeLabel
    results = report.map { Statuses($0.statuses) }
    deltas = report?.deltas.map { Delta(ingredient: $0.url, statuses: Statuses($0.statuses)) }
    manifests = report?.manifests.map(Self.entry)
    contents = withContents ? examined.found?.store.contents.map(Self.contents) : nil
  }

  private static func entry(_ summary: ValidationReport.Summary) -> Entry {
    let facts = summary.signature
    return Entry(
      label: summary.label, isUpdate: summary.isUpdate, claimVersion: summary.claimVersion,
      title: summary.title, generator: summary.generator,
      generatorVersion: summary.generatorVersion, recordID: facts.identifier?.hex,
      algorithm: facts.algorithm?.rawValue,
      stampedAt: facts.stampedAt.flatMap { UniversalTime.text(unixMilliseconds: $0) },
      signer: facts.certificate.map { certificate in
        Signer(
          commonName: certificate.subject.commonName,
          organization: certificate.subject.organization,
          certificateSHA256: certificate.fingerprint.hex,
          keyFingerprint: Digest.sha256(certificate.publicKeyDER).hex)
      }, assertions: summary.assertions,
      ingredients: summary.ingredients.map {
        Ingredient(label: $0.label, relationship: $0.relationship)
      })
  }

  private static func contents(_ manifest: ManifestContents) -> Contents {
    Contents(
      label: manifest.label, claim: manifest.claim.map { CBORJSON($0) },
      assertions: manifest.assertions.map { part in
        Part(
          label: part.label, mediaType: part.mediaType, bytes: part.byteCount,
          value: part.value.map { CBORJSON($0) })
      })
  }
}
