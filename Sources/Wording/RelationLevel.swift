/// How a suspect relates to the recorded pictures: the levels of every verdict, with their fixed
/// sentences. The cryptographic check of the record is a separate axis and never mixed in.
public enum RelationLevel: String, CaseIterable, Sendable {
  /// Byte for byte the recorded file.
  case identical = "R5"
  /// Mark read and content corresponds.
  case markAndContent = "R4"
  /// Content corresponds, mark not fully read.
  case contentOnly = "R3"
  /// Weak or inconsistent signs.
  case inconclusive = "R2"
  /// Nothing found.
  case notDetected = "R1"
  /// Could not be examined.
  case notExamined = "R0"
  /// Valid records that contradict each other.
  case conflicting = "RC"
  /// The record itself fails its check.
  case recordInvalid = "RX"

  /// The fixed sentence. `strength` fills R4 and `reason` R0; other levels ignore them.
  public func sentence(strength: StrengthOfSupport, reason: LocalizedText?) -> LocalizedText {
    switch self {
    case .identical:
      LocalizedText(
        "被检文件与登记文件逐字节一致。", "The examined file is byte-identical to the recorded file.")
    case .markAndContent:
      LocalizedText(
        "被检图中检出本记录登记的隐形水印，且画面与登记图对应。"
          + "检验结果\(strength.word.text(in: .simplifiedChinese))支持“被检图来自该登记图”。",
        "The invisible mark registered in this record was read and the content corresponds. "
          + "The findings give \(strength.word.text(in: .english)) support for derivation from the "
          + "recorded picture.")
    case .contentOnly:
      LocalizedText(
        "画面与登记图高度对应，未能完整读出水印。支持同一来源，建议人工复核。",
        "Content corresponds closely; mark not fully read. Supports a common source; human review "
          + "advised.")
    case .inconclusive:
      LocalizedText(
        "检出不完整或相互不符的迹象，不足以得出结论。", "Incomplete or inconsistent signs; no conclusion.")
    case .notDetected:
      LocalizedText(
        "未检出。不能据此认为未使用该图。",
        "Not detected. This does not show that the picture was not used.")
    case .notExamined:
      LocalizedText(
        "无法检验（原因：\(reason?.text(in: .simplifiedChinese) ?? "不明")）。",
        "Cannot be examined (reason: \(reason?.text(in: .english) ?? "unknown")).")
    case .conflicting:
      LocalizedText(
        "存在相互冲突的有效记录，本工具不判断先后权利。",
        "Conflicting valid records exist; the tool does not decide between them.")
    case .recordInvalid:
      LocalizedText(
        "记录完整性校验未通过，以下结果不应采用。",
        "Record integrity check failed; do not rely on the results.")
    }
  }
}
