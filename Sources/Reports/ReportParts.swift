import Wording

/// Sets the words of a report.
struct ReportParts {
  let report: Report
  let language: Language

  var parts: [ReportPart] {
    var parts = head
    for (index, examination) in report.examinations.enumerated() {
      if index > 0 { parts.append(.pageBreak) }
      if report.examinations.count > 1 {
        let of = "\(index + 1) / \(report.examinations.count)"
        parts.append(.heading(word("被检图 \(of)", "Examined picture \(of)")))
      }
      parts += self.parts(of: examination)
    }
    return parts + closing
  }

  private var head: [ReportPart] {
    [
      .title(word("图片来源核验报告", "Image provenance check report")),
      .note(
        word(
          "编号 \(report.number) · \(report.madeAt) · \(report.generator) · 软件自动生成，不是鉴定机构的鉴定意见",
          "No. \(report.number) · \(report.madeAt) · \(report.generator) · made by software; not a "
            + "forensic expert opinion")),
      .row(
        report.review == nil ? word("委托方", "Requested by") : word("材料包所写店铺", "Shop named"),
        report.requester + word("（自行声明）", " (self-declared)")),
      .row(word("问题", "Question"), report.question.text(in: language)),
    ] + report.particulars.map(row)
  }

  private func parts(of examination: Examination) -> [ReportPart] {
    var parts: [ReportPart] = [
      .pair(
        column(word("登记图", "Recorded picture"), examination.recorded),
        column(word("被检图", "Examined picture"), examination.suspect))
    ]
    let isGood = examination.recordCheck != .fail && examination.relation != .recordInvalid
    parts += [
      .heading(word("结果", "Result")),
      .result(
        level: examination.relation.rawValue,
        sentence: word("画面关系：", "Picture relation: ") + examination.sentence.text(in: language),
        isGood: isGood),
      .row(word("记录校验", "Record check"), recordCheck(examination)),
    ]
    if let fingerprint = examination.keyFingerprint {
      parts.append(
        .row(
          word("签署", "Signed"),
          word(
            "由持有公钥指纹 \(fingerprint) 的一方签署",
            "by the holder of the key with fingerprint \(fingerprint)")))
    }
    if let bounds = examination.bounds {
      parts += [
        .row(
          word("命题", "Propositions"),
          word(
            "H1 被检图来自登记图；H2 被检图是无关的图。以下是在两种命题下出现这些迹象的机会，不是任何一种命题成立的概率。",
            "H1: derived from the recorded picture. H2: an unrelated picture. What follows is about the "
              + "findings given each, not about the probability of either.")),
        .row(word("强度", "Strength"), bounds.text.text(in: language)),
      ]
    }
    parts += examination.times.map {
      .row(word("时间", "Time"), $0.sentence.text(in: language))
    }
    parts += examination.material.map(row)
    if !examination.findings.isEmpty {
      parts.append(
        .row(
          word("所见", "Seen"),
          examination.findings.map { "· " + $0.words.text(in: language) }.joined(separator: "\n")))
    }
    if let map = examination.changeMap {
      parts.append(.picture(map.picture, caption: map.words.text(in: language)))
    }
    return parts
  }

  private var closing: [ReportPart] {
    let files = report.examinations.flatMap { [$0.recorded, $0.suspect].compactMap { $0 } }
    let named = files.first { $0.sha256 != nil }?.name ?? word("文件", "FILE")
    return [
      .heading(word("限度", "Limits")),
      .paragraph(
        word(
          "未检验：作者身份、权利状况、授权、独创性、谁复制了谁、是否合法。匹配不等于归属；“未检出”不等于“未使用”。"
            + "EXIF 中的时间是文件自述，可编辑，未采用。本工具没有写入拍摄信息的功能。",
          "Not examined: authorship, ownership, licence, originality, who copied whom, lawfulness. A match "
            + "is not ownership; “not detected” is not “not used”. Times in EXIF are the file's own, "
            + "editable, and not relied on. This tool has no function that writes capture metadata."
        )),
      .heading(word("如何复核", "How to repeat")),
    ] + (report.review.map(repeating) ?? repeatingByHand(named))
  }

  private func repeating(_ review: Report.Review) -> [ReportPart] {
    [
      .paragraph(
        word(
          "本报告由核对材料包的人生成，没有签名；任何人用同一材料包、以下命令（若给定过根证书，再加相同的 --anchors、"
            + "--tsa-anchors）都得到同一结论。不用本工具时，请按材料包内 09_verify 的说明核对。",
          "Made by whoever checked the package, and not signed; anybody comes to the same with the package, "
            + "this command and, where roots were given, the same --anchors and --tsa-anchors. Without the "
            + "tool, follow 09_verify in the package.")),
      .commands(["yuantu review '\(review.package)' --at \(review.time)"]),
    ]
  }

  private func repeatingByHand(_ named: String) -> [ReportPart] {
    [
      .paragraph(
        word(
          "在任何电脑上计算哈希，与上面的 SHA-256 比较；报告本身可用店铺证书（signer.pem）验证；材料包内另有 09_verify。",
          "Compute the hashes on any machine and compare them with the SHA-256 above; check the report with "
            + "the shop's certificate (signer.pem); a package has more in 09_verify.")),
      .commands([
        "sha256sum '\(named)'",
        "openssl x509 -in signer.pem -pubkey -noout > public-key.pem",
        "openssl dgst -sha256 -verify public-key.pem -signature report.json.sig report.json",
        "openssl ts -verify -data FILE -in TOKEN.tsr -CAfile AUTHORITY.pem",
      ]),
    ]
  }

  private func recordCheck(_ examination: Examination) -> String {
    let parts = examination.checks.map {
      let result = $0.result == .absent ? word("无", "none") : $0.result.text.text(in: language)
      return "\($0.name.text(in: language)) \(result)"
    }
    let whole = examination.recordCheck.text.text(in: language)
    return parts.isEmpty ? whole : whole + word("(", " (") + parts.joined(separator: " · ") + ")"
  }

  private func column(_ title: String, _ picture: ExaminedPicture?) -> ReportColumn {
    guard let picture else {
      return ReportColumn(
        title: title, picture: nil, lines: [word("无对应的登记图", "No recorded picture corresponds")])
    }
    var lines = [picture.name]
    if let sha256 = picture.sha256 { lines.append("SHA-256 \(sha256)") }
    let size = picture.width.flatMap { width in picture.height.map { "\(width) × \($0)" } }
    let bytes = picture.bytes.map { word("\($0) 字节", "\($0) bytes") }
    let facts = [size, bytes].compactMap { $0 }
    if !facts.isEmpty { lines.append(facts.joined(separator: " · ")) }
    lines += picture.particulars.map {
      $0.label.text(in: language) + word("：", ": ") + $0.value.text(in: language)
    }
    return ReportColumn(title: title, picture: picture.picture, lines: lines)
  }

  private func row(_ row: Report.Row) -> ReportPart {
    .row(row.label.text(in: language), row.value.text(in: language))
  }

  private func word(_ chinese: String, _ english: String) -> String {
    language == .english ? english : chinese
  }
}
