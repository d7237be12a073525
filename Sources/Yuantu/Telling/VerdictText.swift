import Glibc
import Matching
import Reports
public import Wording

/// A verdict for people to read.
public struct VerdictText {
  /// The statements, the first about the file, the second about the relation. Names of files stand in them as they are:
  /// foreign text.
  public let statements: [LocalizedText]
  /// What was seen, in the order it was seen.
  public let findings: [LocalizedText]

  /// All of it, a line each.
  public var lines: [LocalizedText] { statements + findings.map(\.asPoint) }

  /// The statements about `verdict`.
  public init(_ verdict: Verdict) {
    var texts = [
      LocalizedText(
        "被检文件：\(verdict.path)",
        "Examined file: \(verdict.path)"),
      LocalizedText(
        "画面关系：\(verdict.relation.rawValue) "
          + verdict.sentence.text(in: .simplifiedChinese),
        "Picture relation: \(verdict.relation.rawValue) " + verdict.sentence.text(in: .english)),
    ]
    if let match = verdict.match {
      texts += Self.record(verdict, match)
      texts += Self.pictures(match)
      if let compared = verdict.comparedPath {
        texts.append(
          LocalizedText("与包内文件比对：\(compared)", "Compared with, in the package: \(compared)"))
      }
    }
    if let bounds = verdict.bounds { texts.append(bounds.text) }
    if let content = verdict.content { texts += Self.content(content) }
    statements = texts
    findings = verdict.findings.map(\.text)
  }

  private static func record(_ verdict: Verdict, _ match: Verdict.Match) -> [LocalizedText] {
    let check = verdict.recordCheck.text
    var lines = [
      LocalizedText(
        "记录校验：\(check.text(in: .simplifiedChinese))",
        "Record check: \(check.text(in: .english))")
    ]
    if let fingerprint = match.keyFingerprint {
      lines.append(
        LocalizedText(
          "由持有公钥指纹 \(fingerprint) 的一方签署",
          "Signed by the holder of the key with fingerprint \(fingerprint)"))
    }
    if let moment = match.recordedNoLaterThan, let kind = match.timeKind {
      let file = LocalizedText("该文件", "The file")
      lines.append(
        TimeSentence.text(
          file, noLaterThan: moment, kind,
          match.time.filter { $0.subject == .record }.best?.authority ?? ""))
    }
    // The original's own evidence may be older than the issued copy's, and weighs more.
    if let evidence = match.time.filter({ $0.subject == .original }).best,
      evidence.noLaterThan != match.recordedNoLaterThan
    {
      let original = LocalizedText("原图", "The original")
      lines.append(
        TimeSentence.text(
          original, noLaterThan: evidence.noLaterThan, evidence.kind, evidence.authority))
    }
    return lines
  }

  private static func pictures(_ match: Verdict.Match) -> [LocalizedText] {
    var lines = [
      LocalizedText("登记图 SHA-256：\(match.picture)", "Recorded picture, SHA-256: \(match.picture)")
    ]
    if let destination = match.destination {
      lines.append(
        LocalizedText(
          "这份交付图的去向：\(destination.text(in: .simplifiedChinese))",
          "This copy was issued for: \(destination.text(in: .english))"))
    }
    for output in match.outputs {
      lines.append(LocalizedText("交付图：\(output)", "Issued copy: \(output)"))
    }
    if let original = match.original {
      lines.append(LocalizedText("原图 SHA-256：\(original)", "Original, SHA-256: \(original)"))
    }
    return lines
  }

  private static func content(_ content: ContentEvidence) -> [LocalizedText] {
    var lines: [LocalizedText] = []
    if let best = content.best, let falseAlarms = content.falseAlarmsLog10 {
      let path = best.path
      lines.append(
        LocalizedText(
          "内容对应（\(best.grade.rawValue) 级）：\(path)",
          "Content corresponds (grade \(best.grade.rawValue)): \(path)"))
      if let sentence = ComparisonSentence.text(best.match.regions, changes: nil) {
        lines.append(sentence)
      }
      let power = max(0, Int((-falseAlarms).rounded(.down)))
      let measured = MeasuredFalseMatches.contentPictures
      lines.append(
        LocalizedText(
          "若无关图的特征点独立均匀分布，在 \(content.searched) 张登记图中出现这样对应的期望次数："
            + "不超过 10^-\(power)（模型计算值，不是无辜或侵权的概率）；实测：\(measured) 张来自相同拍摄场景的"
            + "他人图中，A 级 0 张",
          "If points of unrelated pictures lay independently and evenly, the expected number of such "
            + "correspondences among \(content.searched) recorded pictures: at most 10^-\(power) (a "
            + "model, and no probability of innocence or guilt); measured: no grade A among "
            + "\(measured) foreign pictures from the same sets"))
    }
    for other in content.others {
      let path = other.path
      lines.append(
        LocalizedText(
          "另有对应（\(other.grade.rawValue) 级）：\(path)",
          "Corresponds too (grade \(other.grade.rawValue)): \(path)"))
    }
    if content.best == nil {
      lines.append(
        LocalizedText(
          "按内容比对了 \(content.searched) 张登记图",
          "\(content.searched) recorded pictures searched by content"))
    }
    return lines
  }
}

extension LocalizedText {
  /// The sentence as a point of a list.
  var asPoint: LocalizedText {
    LocalizedText("· \(text(in: .simplifiedChinese))", "· \(text(in: .english))")
  }
}
