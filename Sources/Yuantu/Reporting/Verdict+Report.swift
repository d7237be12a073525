import Glibc
import Manifests
public import Reports
import Wording

extension Verdict {
  /// How often an unrelated picture would match as well; nil when nothing matched by a computed chance.
  public var bounds: FalseMatchBounds? {
    computedFalseMatchLog10.map { computed in
      FalseMatchBounds(
        computedLog10: computed,
        measuredLog10: MeasuredFalseMatches.boundLog10(recordsSearched: recordsSearched),
        measuredPictures: MeasuredFalseMatches.pictures,
        measuredRecords: MeasuredFalseMatches.records, recordsSearched: recordsSearched)
    }
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

  /// The moment the record existed at the latest.
  var reportedTimes: [ReportedTime] {
    guard let recordedNoLaterThan, let timeKind,
      let moment = UniversalTime.text(unixMilliseconds: recordedNoLaterThan)
    else { return [] }
    let authority = time.filter { $0.subject == .record }.best?.authority ?? ""
    return [
      ReportedTime(
        time: moment, kind: timeKind.rawValue,
        basis: timeKind.basis(authority: authority))
    ]
  }
}
