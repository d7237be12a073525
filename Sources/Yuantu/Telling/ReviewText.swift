import Cases
import Manifests
import Trust
public import Wording

/// The check of a package for people to read.
public struct ReviewText {
  /// One statement a line. Names of files stand in them as they are: foreign text.
  public let lines: [LocalizedText]

  /// The statements about `review`.
  public init(_ review: PackageReview) {
    var texts = Self.head(review)
    texts += review.findings.map { $0.text.asPoint }
    texts.append(LocalizedText("", ""))
    texts += review.files.filter { $0.state != .pass }.map(Self.file)
    let passed = review.files.filter { $0.state == .pass }.count
    texts.append(
      LocalizedText(
        "文件：\(review.files.count) 个，\(passed) 个与签名的清单一致",
        "Files: \(passed) of \(review.files.count) agree with the signed list"))
    for record in review.records { texts += Self.record(record) }
    for verdict in review.suspects {
      texts += [LocalizedText("", "")] + VerdictText(verdict).lines
    }
    let outcome =
      review.isSound
      ? LocalizedText(
        "核对通过：文件未改动，签名与记录有效。", "Passed: no file was changed; signatures and records hold.")
      : LocalizedText(
        "核对未通过：材料包不应采用。", "Not passed: do not rely on the package.")
    lines = texts + [LocalizedText("", ""), outcome]
  }

  private static func head(_ review: PackageReview) -> [LocalizedText] {
    let index = review.index
    let made = Moment(unixMilliseconds: index.createdAt).localText
    var texts = [
      LocalizedText(
        "材料包：\(index.name)", "Package: \(index.name)"),
      LocalizedText(
        "店铺名（自称）：\(index.shop)",
        "Shop (self-declared): \(index.shop)"),
      LocalizedText(
        "制作时间（制作者的时钟）：\(made)", "Made at (the maker's clock): \(made)"),
      LocalizedText(
        "清单的 SHA-256：\(review.digest.hex)", "SHA-256 of the list: \(review.digest.hex)"),
    ]
    if let fingerprint = review.keyFingerprint?.hex {
      texts.append(
        LocalizedText(
          "由持有公钥指纹 \(fingerprint) 的一方签署",
          "Signed by the holder of the key with fingerprint \(fingerprint)"))
    }
    switch index.form {
    case .platform:
      texts.append(
        LocalizedText("形式：仅供平台（含原图）", "Form: for the platform only (with originals)"))
    case .shareable:
      texts.append(
        LocalizedText(
          "形式：可出示给对方（不含原图）", "Form: may be shown to the other side (no originals)"))
    }
    return texts
  }

  private static func file(_ file: PackageReview.File) -> LocalizedText {
    let state = file.state.text
    return LocalizedText(
      "\(state.text(in: .simplifiedChinese))：\(file.path)",
      "\(state.text(in: .english)): \(file.path)")
  }

  private static func record(_ record: PackageReview.Record) -> [LocalizedText] {
    let check = record.check.text
    var texts = [
      LocalizedText("", ""),
      LocalizedText(
        "记录 \(record.id.hex)：\(check.text(in: .simplifiedChinese))",
        "Record \(record.id.hex): \(check.text(in: .english))"),
    ]
    if let subject = record.subject?.hex {
      texts.append(LocalizedText("关于文件 SHA-256：\(subject)", "About the file, SHA-256: \(subject)"))
    }
    texts += record.paths.map { path in
      LocalizedText("包内文件：\(path)", "In the package: \(path)")
    }
    if record.check == .pass, let moment = record.noLaterThan, let kind = record.timeKind {
      texts.append(
        TimeSentence.text(
          LocalizedText("该文件", "The file"), noLaterThan: moment, kind,
          record.time.best?.authority ?? ""))
    }
    return texts + record.findings.map { $0.text.asPoint }
      + record.packageFindings.map { $0.text.asPoint }
  }
}
