import Cases
import Wording

/// The statements of a case as files. None is signed, and no box is ticked: that is the merchant's part.
struct CasePapers {
  let facts: CaseFacts
  let shop: String

  /// Name, role and text of each.
  var files: [(name: String, words: LocalizedText, text: String)] {
    var files: [(String, LocalizedText, String)] = []
    for characters in [200, 500] {
      for language in Language.allCases {
        let suffix = language == .english ? "en" : "zh"
        files.append(
          (
            "\(facts.kind.rawValue)_\(characters)_\(suffix).txt",
            LocalizedText(
              "陈述，不超过 \(characters) 字", "statement of at most \(characters) characters"),
            facts.statement(language, characters: characters) + "\n"
          ))
      }
    }
    if facts.kind == .appeal {
      files.append(
        (
          "non-infringement_zh.txt",
          LocalizedText("不侵权声明（未签署）", "statement of non-infringement, unsigned"),
          declaration
        ))
      files.append(
        (
          "dmca-counter-notice_en.txt",
          LocalizedText("DMCA 反通知（未签署，未勾选）", "DMCA counter-notice, unsigned, nothing ticked"),
          counterNotice
        ))
    }
    return files
  }

  private var declaration: String {
    let body = facts.sentences.map { $0.text(in: .simplifiedChinese) }.joined(separator: "\n")
    return """
      不存在侵权行为的声明（草稿，签署前请逐条核对；只写入了已核验或你已确认的内容）

      声明人（店铺）：\(shop)（自行声明）
      投诉编号：\(facts.reference ?? "____________")
      涉及商品：\(facts.goodsLink ?? "____________")

      \(body)

      □ 我已核对以上内容，愿对其真实性负责。（请本人勾选）

      姓名/名称：____________    证件号：____________    联系方式：____________
      签名或盖章：____________    日期：____________

      """
  }

  /// The items of 17 U.S.C. § 512(g)(3).
  private var counterNotice: String {
    let body = facts.sentences.map { $0.text(in: .english) }.joined(separator: "\n")
    return """
      COUNTER-NOTIFICATION (17 U.S.C. 512(g)(3)) - DRAFT, not signed, nothing ticked.
      Check every line; false statements are actionable. This is not legal advice.

      1. Material that was removed, and where it was:
         \(facts.goodsLink ?? "____________")
         \(facts.positions.joined(separator: "; "))

      2. What the check of the pictures found, or what you have confirmed:
      \(body)

      3. [ ] I swear, under penalty of perjury, that I have a good faith belief that the material was
         removed or disabled as a result of mistake or misidentification. (tick yourself)

      4. [ ] I consent to the jurisdiction of the Federal District Court for the judicial district in which
         my address is located, or, if outside the United States, any judicial district in which the
         service provider may be found, and I will accept service of process from the person who gave
         the notification or that person's agent. (tick yourself)

      Name:      ____________
      Address:   ____________
      Telephone: ____________

      Signature: ____________            Date: ____________

      """
  }
}
