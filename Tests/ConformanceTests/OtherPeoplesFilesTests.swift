import Codecs
import Foundation
import Manifests
import Testing
import Trust

/// Files of others are read, and their states explained.
struct OtherPeoplesFilesTests {
  struct Expectation: Sendable {
    let name: String
    let state: ValidationReport.State
    let binding: EvidenceState.Binding
    let failures: [ValidationCode]
    let versions: [Int]
  }

  static let expectations = [
    Expectation(
      name: "C.jpg", state: .valid, binding: .bound, failures: [.credentialUntrusted],
      versions: [1]),
    Expectation(
      name: "E-sig-CA.jpg", state: .invalid, binding: .unbound,
      failures: [.claimSignatureMismatch, .credentialUntrusted], versions: [1]),
    Expectation(
      name: "no_alg.jpg", state: .invalid, binding: .unbound,
      failures: [
        .algorithmUnsupported, .actionMalformed, .dataHashMismatch, .claimSignatureMismatch,
        .credentialUntrusted,
      ], versions: [2]),
    Expectation(
      name: "update_manifest.jpg", state: .invalid, binding: .bound,
      failures: [.ingredientSignatureMismatch, .credentialUntrusted], versions: [2, 1]),
  ]

  @Test(arguments: expectations) func readsThem(expected: Expectation) throws {
    let file = try Self.file(expected.name)
    guard case .found(let location) = ManifestContainer.search(file) else {
      Issue.record("no store")
      return
    }
    // The test certificates of that project are valid until 2030.
    let report = Validator.validate(
      try ManifestStore.parse(location.store), asset: .bytes(file, store: location.range),
      settings: ValidationSettings(anchors: [], timestampAnchors: [], time: 1_795_000_000))
    #expect(report.state == expected.state)
    #expect(report.evidence.binding == expected.binding)
    #expect(
      report.codes(.failure).map(\.rawValue) == expected.failures.map(\.rawValue).sorted())
    #expect(report.manifests.map(\.claimVersion) == expected.versions)
    let (stripped, count) = try ManifestContainer.removing(from: file)
    #expect(count == 1 && stripped.count == file.count - location.range.count)
    #expect(ManifestContainer.search(stripped) == .none)
  }

  @Test func aTIFFOfThousandsOfDirectoriesHasNoManifest() throws {
    #expect(ManifestContainer.search(try Self.file("tiff_poc.tiff")) == .none)
  }

  private static func file(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Files/\(name)")))
  }
}
