import Cases
import Codecs
import Reports
import Wording

/// The first page of a package: what is what, in which order to upload, until when, what was checked.
struct CaseReadme {
  let material: CaseMaterial
  let uploads: [CaseUploads.Upload]
  let items: [PreflightItem]
  let form: PackageForm
  let now: Int64
  let timeText: @Sendable (Int64) -> String

  /// Chinese, then English.
  var text: String {
    Language.allCases.map(text).joined(
      separator: "\n\n" + String(repeating: "=", count: 72) + "\n\n")
      + "\n"
  }

  private func text(_ language: Language) -> String {
    func word(_ chinese: String, _ english: String) -> String {
      language == .english ? english : chinese
    }
    let request = material.request
    var lines = [
      "\(request.form.name.text(in: language)) · \(material.report.number)",
      form == .platform
        ? word(
          "平台专用：含原图。不要发给对方。",
          "For the platform only: originals inside. Do not send it to the other side.")
        : word(
          "可给对方看：只有哈希和小图，没有原图、序列号、拍摄地点。",
          "May be shown to the other side: hashes and small pictures only; no originals, serial numbers or places."
        ),
      "",
    ]
    let isReady = !items.contains { $0.level == .red }
    lines.append(
      isReady
        ? word("预检：可提交（没有红项）。", "Pre-flight: ready (no red item).")
        : word("预检：还不能提交，请先处理红项。", "Pre-flight: NOT ready; see to the red items first."))
    if material.isWeak {
      lines.append(
        word(
          "材料较弱：没有找到原图，陈述中不会说持有原图。",
          "WEAK: no original was found; no statement says that you hold one."))
    }
    lines += items.map { item in
      let subject = item.subject.isEmpty ? "" : " \(item.subject)"
      return "  [\(item.level.words.text(in: language))]\(subject) \(item.text.text(in: language))"
    }
    lines += ["", word("期限", "Time limits")]
    lines += deadlines(language)
    if !uploads.isEmpty {
      lines += ["", word("上传顺序（文件夹 02_upload）", "Order of upload (folder 02_upload)")]
      lines.append("  " + limits(language))
      lines += uploads.map {
        "  \($0.name) · \($0.bytes) \(word("字节", "bytes")) · \($0.words.text(in: language))"
      }
    }
    lines += ["", word("每张图", "Each picture")]
    for suspect in material.suspects {
      let position = suspect.position.map { " · \($0)" } ?? ""
      lines.append(
        "  \(suspect.name)\(position) · \(suspect.verdict.relation.rawValue) "
          + suspect.verdict.sentence.text(in: language))
      if form == .platform, !suspect.uses.isEmpty {
        lines.append(word("    本店同一图还用在：", "    The shop's own uses of it:"))
        lines += suspect.uses.map { "      \($0)" }
      }
    }
    if request.form.kind == .appeal, material.suspects.contains(where: { $0.original == nil }) {
      lines += [
        "",
        word(
          "没有原图的图片：若无法证明来源，请在所有位置替换：主图、详情、白底图、场景图、SKU 图、视频。",
          "Pictures without an original: where the source cannot be shown, replace them in every slot: main, "
            + "detail, white, scene, SKU, video."),
      ]
    }
    lines += ["", word("填表处", "Where"), "  \(request.form.place.text(in: language))"]
    lines += request.form.notes.map {
      "  · \($0.words.text(in: language)) (\($0.source.grade.rawValue), \($0.source.asOf))"
    }
    lines += [
      "",
      word(
        "本工具没有写入拍摄信息的功能；派生副本保留原图 EXIF，并写明原图哈希。陈述未签署，请本人核对后签。",
        "This tool has no function that writes capture metadata; derived copies keep the original's EXIF and name "
          + "its hash. Statements are unsigned: check them and sign yourself."),
    ]
    return lines.joined(separator: "\n")
  }

  private func deadlines(_ language: Language) -> [String] {
    let request = material.request
    var lines: [String] = []
    if let dueAt = request.dueAt {
      let hours = (dueAt - now) / 3_600_000
      lines.append(
        language == .english
          ? "  Shortest known: \(timeText(dueAt)); \(hours) hours left when this was made."
          : "  最短的已知期限：\(timeText(dueAt))，制作时还剩 \(hours) 小时。")
    }
    let known =
      request.form.deadlines.isEmpty ? [request.deadline].compactMap { $0 } : request.form.deadlines
    if request.form.deadlines.isEmpty, request.form.kind == .appeal {
      lines.append(
        language == .english
          ? "  None known for this form; the shortest of any platform is used."
          : "  这个表格没有已知期限；按各平台中最短的计算。")
    }
    if let attempts = request.form.attempts {
      lines.append(
        language == .english
          ? "  At most \(attempts.maximum) attempts." : "  最多 \(attempts.maximum) 次机会。")
    }
    if known.isEmpty { lines.append(language == .english ? "  None known." : "  没有已知期限。") }
    lines += known.map {
      let source = "\($0.source.grade.rawValue), \($0.source.asOf), \($0.source.reference)"
      return "  · \($0.words.text(in: language)) (\(source))"
    }
    return lines
  }

  private func limits(_ language: Language) -> String {
    let form = material.request.form
    var parts: [String] = []
    if let most = form.uploads.maximumBytes { parts.append("≤ \(most) bytes") }
    if let least = form.uploads.minimumBytes { parts.append("≥ \(least) bytes") }
    parts.append(form.uploads.formats.map(\.rawValue).joined(separator: "/"))
    if let files = form.files {
      parts.append(
        language == .english ? "at most \(files.maximum) files" : "最多 \(files.maximum) 个")
      if files.isOneByOne { parts.append(language == .english ? "one by one" : "逐个上传") }
    }
    parts.append("\(form.uploads.source.grade.rawValue), \(form.uploads.source.asOf)")
    return parts.joined(separator: " · ")
  }
}
