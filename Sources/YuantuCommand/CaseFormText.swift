import Cases
import Codecs
import Wording

/// A platform's form for people to read.
struct CaseFormText {
  let text: LocalizedText

  init(_ form: CaseForm) {
    func lines(_ language: Language) -> String {
      func sourced(_ words: String, _ source: RuleSource) -> String {
        "  \(words) (\(source.grade.rawValue), \(source.asOf))"
      }
      let bytes = [
        form.uploads.minimumBytes.map { "≥ \($0)" }, form.uploads.maximumBytes.map { "≤ \($0)" },
      ].compactMap { $0 }.joined(separator: ", ")
      var lines = [
        "\(form.platform) \(form.kind.rawValue) · \(form.name.text(in: language))",
        "  \(form.place.text(in: language))",
        sourced(
          form.uploads.formats.map(\.rawValue).joined(separator: "/") + " \(bytes)",
          form.uploads.source),
      ]
      if let files = form.files {
        lines.append(
          sourced(
            language == .english ? "at most \(files.maximum) files" : "最多 \(files.maximum) 个文件",
            files.source))
      }
      lines += form.deadlines.map { sourced($0.words.text(in: language), $0.source) }
      return lines.joined(separator: "\n")
    }
    text = LocalizedText(lines(.simplifiedChinese), lines(.english))
  }
}
