import Cases
import Manifests
import Trust

/// What the files beside a record in a package show about its time.
struct RecordTime {
  /// The evidence, judged; none when it is about something else.
  let evidence: [TimeEvidence]
  /// What its comparison with the package saw.
  let findings: [PackageFinding]

  /// Judges the files called `names`, which `read` gives, as evidence about the record with this signature.
  /// Roots of authorities that the reviewer did not give are taken from the files, and a finding says so.
  init(
    of signature: COSESign1, about subject: Digest?, reviewer: PackageReviewer, names: [String],
    read: (String) throws(PackageError) -> [UInt8]?
  ) throws(PackageError) {
    guard !names.isEmpty else {
      evidence = []
      findings = []
      return
    }
    var files: [String: [UInt8]] = [:]
    for name in names { files[name] = try read(name) }
    let given = names.filter { $0.hasSuffix(".pem") }.sorted()
      .flatMap { files[$0].flatMap { try? Certificate.all(inPEM: $0) } ?? [] }
    let isCompared = !reviewer.timestampAnchors.isEmpty
    let contents = files
    let proof = try? ProofCheck(
      file: subject, anchors: isCompared ? reviewer.timestampAnchors : given,
      at: reviewer.time / 1000
    ) { contents[$0] }
    let isAboutIt =
      files[ProofFolder.signature] == signature.signature
      && (proof?.leaf.map { $0.record == signature.identifier.hex } ?? true)
      && proof?.fileIsNamed != false
    guard let proof, isAboutIt else {
      evidence = []
      findings = [.timeDiffers]
      return
    }
    evidence = proof.evidence
    findings = isCompared || proof.evidence.isEmpty ? [] : [.authorityNotCompared]
  }
}
