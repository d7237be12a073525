import Cases
import Reports
import Wording

/// What was found and what was confirmed: the only things a statement may say.
struct CaseFacts {
  let kind: CaseKind
  let goodsLink: String?
  let reference: String?
  let positions: [String]
  let confirmed: Set<ConfirmedFact>
  let reportNumber: String
  /// Pictures in question, and those of them that correspond to a record whose check passed.
  let suspects, corresponding: Int
  /// Originals that would be taken as such, and further pictures of their sets.
  let originals, setPictures: Int
  /// When the oldest of the records existed at the latest.
  let time: ReportedTime?

  /// The sentences of a statement, most important first.
  var sentences: [LocalizedText] {
    var sentences: [LocalizedText] = []
    let link = goodsLink.map { LocalizedText("商品链接：\($0)。", "Goods: \($0).") }
    let number = reference.map { LocalizedText("案件编号：\($0)。", "Case: \($0).") }
    sentences.append(
      LocalizedText(
        "涉及图片 \(suspects) 张，其中 \(corresponding) 张经核验与我方登记的图片对应，详见核验报告 \(reportNumber)。",
        "Pictures in question: \(suspects); corresponding to pictures we have recorded: \(corresponding), see "
          + "report \(reportNumber)."))
    if originals > 0 {
      sentences.append(
        LocalizedText(
          "我方持有相机原图 \(originals) 张，同组照片 \(setPictures) 张，随附。",
          "Originals straight from the camera that we hold: \(originals); further pictures of the same set: "
            + "\(setPictures); attached."))
    }
    sentences += ConfirmedFact.allCases.filter { confirmed.contains($0) }.map(\.sentence)
    if let time { sentences.append(time.sentence) }
    sentences += [link, number].compactMap { $0 }
    if !positions.isEmpty {
      sentences.append(
        LocalizedText(
          "出现位置：\(positions.joined(separator: "、"))。",
          "Where they appear: \(positions.joined(separator: "; "))."))
    }
    return sentences
  }

  /// What is asked for.
  var request: LocalizedText {
    switch kind {
    case .complaint: LocalizedText("请核实并按规则处理。", "Please check this and act under your rules.")
    case .appeal:
      LocalizedText("请核实并恢复相关商品。", "Please check this and restore the goods concerned.")
    }
  }

  /// The statement in at most `characters`: whole sentences, the least important left out.
  func statement(_ language: Language, characters: Int) -> String {
    let closing = request.text(in: language)
    let space = language == .english ? " " : ""
    var text = ""
    for sentence in sentences.map({ $0.text(in: language) })
    where text.count + sentence.count + closing.count + 2 * space.count <= characters {
      text += sentence + space
    }
    return text + closing
  }
}
