import Manifests
import Matching
import Wording
import Yuantu

/// A verdict as a line of JSON.
struct VerdictEvent: Encodable {
  struct Copy: Encodable {
    let id: String
    let platform: String
    let slot: String
    let recipient: String
    let outputs: [String]
  }

  struct Original: Encodable {
    let sha256: String
  }

  struct Content: Encodable {
    /// In parts of the recorded picture's sides.
    struct Part: Encodable {
      let x, y, width, height: Double
    }

    struct Picture: Encodable {
      let sha256: String
      let path: String
      let grade: String
      let falseAlarmsLog10: Double?
      let agreeing: Int?
      let matches: Int?
      let mirrored: Bool?
      let conflict: Double?
      let shownShare: Double?
      let changed: Part?
      let regions: Int

      init(_ picture: ContentEvidence.Picture) {
        sha256 = picture.sha256
        path = picture.path
        grade = picture.grade.rawValue
        let region = picture.match.regions.first
        falseAlarmsLog10 = region.map {
          max($0.falseAlarmsLog10, ContentEvidence.leastPrintedLog10)
        }
        agreeing = region?.agreeing
        matches = region?.matches
        mirrored = region?.isMirrored
        conflict = region?.test?.conflict
        shownShare = region?.test?.registeredShare
        changed = region?.test?.otherRegion.map {
          Part(x: $0.x, y: $0.y, width: $0.width, height: $0.height)
        }
        regions = picture.match.regions.count
      }
    }

    let best: Picture?
    let others: [Picture]
    let lookAlike: Picture?
    let family: [String]
    let searched: Int
    let notIndexed: Int
    let sentence: String?
  }

  struct MeasuredBound: Encodable {
    let pictures: Int
    let falseMatches: Int
    let records: Int
    let log10: Double
  }

  let file: String
  let relation: String
  let sentence: String
  let recordCheck: String
  let picture: String?
  let copy: Copy?
  let original: Original?
  let recordedNoLaterThan: String?
  let timeKind: String?
  let timeEvidence: [TimeEvidenceEvent]?
  let keyFingerprint: String?
  let falseMatchLog10: Double?
  let recordsSearched: Int
  let measuredBound: MeasuredBound?
  let contentCorrelation: Double?
  let content: Content?
  let comparedWith: String?
  let findings: [String]
  let problem: String?

  init(_ verdict: Verdict, language: Language) {
    file = verdict.path
    relation = verdict.relation.rawValue
    sentence = verdict.sentence.text(in: language)
    recordCheck = verdict.recordCheck.rawValue
    picture = verdict.match?.picture
    copy = verdict.match.flatMap { match in
      match.copyID.isEmpty
        ? nil
        : Copy(
          id: match.copyID, platform: match.platform, slot: match.slot, recipient: match.recipient,
          outputs: match.outputs)
    }
    original = verdict.match?.original.map { Original(sha256: $0) }
    recordedNoLaterThan = verdict.match?.recordedNoLaterThan.flatMap {
      UniversalTime.text(unixMilliseconds: $0)
    }
    timeKind = verdict.match?.timeKind?.rawValue
    timeEvidence = verdict.match.map { $0.time.map(TimeEvidenceEvent.init) }
    keyFingerprint = verdict.match?.keyFingerprint
    falseMatchLog10 = verdict.computedFalseMatchLog10
    recordsSearched = verdict.recordsSearched
    let isByContent = verdict.relation == .contentOnly
    measuredBound = verdict.computedFalseMatchLog10.map { _ in
      MeasuredBound(
        pictures: isByContent
          ? MeasuredFalseMatches.contentPictures : MeasuredFalseMatches.pictures,
        falseMatches: 0, records: MeasuredFalseMatches.records,
        log10: isByContent
          ? MeasuredFalseMatches.contentBoundLog10
          : MeasuredFalseMatches.boundLog10(recordsSearched: verdict.recordsSearched))
    }
    contentCorrelation = verdict.match?.contentCorrelation
    content = verdict.content.map { content in
      Content(
        best: content.best.map { Content.Picture($0) },
        others: content.others.map { Content.Picture($0) },
        lookAlike: content.lookAlike.map { Content.Picture($0) }, family: content.family,
        searched: content.searched, notIndexed: content.notIndexed,
        sentence: content.best.flatMap {
          ComparisonSentence.text($0.match.regions, changes: nil)?.text(in: language)
        })
    }
    comparedWith = verdict.comparedPath
    findings = verdict.findings.map(\.rawValue)
    problem = verdict.problem?.code
  }
}
