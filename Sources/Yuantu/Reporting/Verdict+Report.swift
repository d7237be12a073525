import Glibc
import Manifests
public import Reports
import Wording

extension Verdict {
  /// How often an unrelated picture would match as well; nil when nothing matched by a computed chance, and
  /// for content alone, where the measurement says something else.
  public var bounds: FalseMatchBounds? {
    if relation == .contentOnly || relation == .inconclusive && content != nil { return nil }
    return computedFalseMatchLog10.map { computed in
      FalseMatchBounds(
        computedLog10: computed,
        measuredLog10: MeasuredFalseMatches.boundLog10(recordsSearched: recordsSearched),
        measuredPictures: MeasuredFalseMatches.pictures,
        measuredRecords: MeasuredFalseMatches.records, recordsSearched: recordsSearched)
    }
  }

  /// What a report says of it, but for the change map and what the shop holds.
  func examination(suspect: ExaminedPicture, recorded: ExaminedPicture?) -> Examination {
    Examination(
      suspect: suspect, recorded: recorded, relation: relation, sentence: sentence,
      recordCheck: recordCheck, checks: match == nil ? [] : checks, bounds: bounds,
      times: match?.reportedTimes ?? [],
      findings: findings.map { (code: $0.rawValue, words: $0.text) },
      keyFingerprint: match?.keyFingerprint)
  }

  /// The parts of the record check: what was seen of the signature, of the file's hash and of the time.
  var checks: [Examination.Check] {
    func result(pass: Set<FindingCode>, fail: Set<FindingCode>) -> RecordCheckResult {
      if !fail.isDisjoint(with: findings) { return .fail }
      return pass.isDisjoint(with: findings) ? .absent : .pass
    }
    return [
      Examination.Check(
        LocalizedText("签名", "signature"),
        result(
          pass: [.signatureValid],
          fail: [
            .signatureMismatch, .signerUnknown, .signerInvalid, .signerExpired, .recordMalformed,
          ])),
      Examination.Check(
        LocalizedText("文件哈希", "file hash"),
        result(pass: [.fileIdentical], fail: [.fileDiffersFromManifest])),
      Examination.Check(
        LocalizedText("时间戳", "time token"),
        match?.hasTimeToken == true ? .pass : .absent),
    ]
  }
}

extension Verdict.Match {
  /// Whether a third party's token says when the record existed.
  var hasTimeToken: Bool { timeKind.map { $0 != .ownClock } ?? false }

  /// The moments by which the recorded file and its original existed, the record's own first.
  var reportedTimes: [ReportedTime] {
    var times: [ReportedTime] = []
    if let recordedNoLaterThan, let timeKind {
      let authority = time.filter { $0.subject == .record }.best?.authority ?? ""
      times += [ReportedTime(recordedNoLaterThan, timeKind, authority)].compactMap { $0 }
    }
    // The original's own evidence may be older than the issued copy's, and weighs more.
    if let evidence = time.filter({ $0.subject == .original }).best,
      evidence.noLaterThan != recordedNoLaterThan
    {
      times += [ReportedTime(evidence.noLaterThan, evidence.kind, evidence.authority)]
        .compactMap { $0 }
    }
    return times
  }
}

extension ReportedTime {
  /// A second begun counts as a second later: the sentence must not say too early.
  init?(_ moment: Int64, _ kind: TimeEvidence.Kind, _ authority: String) {
    guard let text = UniversalTime.text(unixMilliseconds: (moment + 999) / 1000 * 1000) else {
      return nil
    }
    self.init(time: text, kind: kind.rawValue, basis: kind.basis(authority: authority))
  }
}
