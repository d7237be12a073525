import CommandLineKit
import Manifests
import Trust
import Wording
import Yuantu

/// A manifest and its validation for people to read.
struct ManifestText {
  /// The verdict, one statement a line.
  let verdict: [String]
  /// What the manifests say.
  let contents: [String]

  init(_ examined: ManifestExaminer.Examined, language: Language) {
    func line(_ text: LocalizedText) -> String { text.text(in: language) }
    var lines = [
      line(
        LocalizedText(
          "文件：\(SafeText.escaped(examined.path))", "File: \(SafeText.escaped(examined.path))"))
    ]
    guard let found = examined.found, let report = examined.report else {
      lines.append((examined.absence ?? .none).text.text(in: language))
      verdict = lines.map(SafeText.escaped)
      contents = []
      return
    }
    func pair(_ zh: String, _ en: String, _ value: LocalizedText) {
      lines.append(
        line(
          LocalizedText(
            "\(zh)：\(value.text(in: .simplifiedChinese))", "\(en): \(value.text(in: .english))")))
    }
    pair("清单", "Manifest", found.place.text)
    pair("规范状态", "Specification", report.state.text)
    pair("证据·文件", "Evidence, file", report.evidence.binding.text)
    pair("证据·时间", "Evidence, time", report.evidence.time.text)
    pair("证据·原图", "Evidence, original", report.evidence.original.text)
    if let signer = report.signature.certificate {
      let name = SafeText.escaped(
        [signer.subject.commonName, signer.subject.organization].compactMap(\.self)
          .joined(separator: ", "))
      pair("签名证书", "Signed with the certificate of", LocalizedText(name, name))
    }
    if let time = report.signature.stampedAt {
      let text = Moment(unixMilliseconds: time).localText
      pair("时间戳", "Time stamp", LocalizedText(text, text))
    }
    for hole in report.evidence.holes { lines.append("· " + hole.text.text(in: language)) }
    let all = report.statuses + report.deltas.flatMap(\.statuses)
    for kind in [ValidationCode.Kind.failure, .informational] {
      for status in all where status.code.kind == kind {
        let detail = status.explanation.isEmpty ? "" : ": \(status.explanation)"
        lines.append("· \(status.code.rawValue) \(Self.short(status.url))\(detail)")
      }
    }
    verdict = lines.map(SafeText.escaped)
    contents = Self.contents(found.store)
  }

  /// The part of a reference behind the store's name.
  private static func short(_ url: String) -> String {
    let prefix = "self#jumbf=/c2pa/"
    return url.hasPrefix(prefix) ? String(url.dropFirst(prefix.count)) : url
  }

  private static func contents(_ store: ManifestStore) -> [String] {
    var lines: [String] = []
    for manifest in store.contents.reversed() {
      lines += ["", manifest.label]
      if let claim = manifest.claim { lines += CBORText.lines(claim, indent: 1) }
      for part in manifest.assertions {
        let kind = part.mediaType.map { ", \($0)" } ?? ""
        lines.append("  [\(part.label)] \(part.byteCount) B\(kind)")
        if let value = part.value { lines += CBORText.lines(value, indent: 2) }
      }
    }
    return lines.map(SafeText.escaped)
  }
}
