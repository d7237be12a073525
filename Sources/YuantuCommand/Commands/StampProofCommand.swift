import CommandLineKit
import Manifests
import Trust
import Wording
import Yuantu

/// `yuantu stamp import`, `export` and `check`: evidence of time from and for others.
enum StampProofCommand {
  static let token = Key<String>.argument(
    "token", valueName: LocalizedText("时间戳文件", "TOKEN"),
    help: LocalizedText("时间戳文件（.tsr、.tst、.tsa）", "a time stamp (.tsr, .tst, .tsa)"),
    content: .file)
  static let subject = Key<String>.requiredOption(
    "for", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("时间戳所证的文件", "the file it is for"), content: .file)
  static let knownRoots = Key<String?>.option(
    "anchors", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "该服务的根证书（PEM）；没有则记为来源未知", "its authority's roots (PEM); without, it counts as unknown"),
    content: .file)
  static let file = Key<String>.argument(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("原图或交付图", "an original or an issued copy"), content: .file)
  static let out = Key<String>.requiredOption(
    "out", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText("写入的文件夹（须为空或不存在）", "the folder to write (empty or not there)"),
    content: .directory)
  static let folder = Key<String>.argument(
    "folder", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText("stamp export 写出的文件夹", "a folder that stamp export wrote"),
    content: .directory)
  static let roots = Key<String>.requiredOption(
    "anchors", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("您信任的时间戳根证书（PEM）", "the roots of authorities you trust (PEM)"),
    content: .file)
  static let examined = Key<String?>.option(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("要核对的原图或交付图", "the original or issued copy to compare with"),
    content: .file)

  static let `import` = Command(
    "import",
    summary: LocalizedText("收存某个文件已有的时间戳", "keep a time stamp you already have for a file"),
    parameters: [token.parameter, subject.parameter, knownRoots.parameter],
    examples: [
      Command.Example(
        "yuantu stamp import IMG_1.tsr --for IMG_1.NEF --anchors root.pem",
        LocalizedText("收存已有的时间戳", "keep an existing time stamp"))
    ])
  static let export = Command(
    "export",
    summary: LocalizedText(
      "写出一张图的时间证明，供对方自行核对", "write a picture's proof of time for the other side to check"),
    discussion: LocalizedText(
      "对方只需 openssl 和 sha256sum，命令见 docs/time.md；不涉及其他图片。",
      "The other side needs openssl and sha256sum only; docs/time.md has the commands. Nothing in it "
        + "tells of other pictures."),
    parameters: [file.parameter, out.parameter],
    examples: [
      Command.Example(
        "yuantu stamp export hero.jpg --out proof", LocalizedText("写出证明", "write the proof"))
    ])
  static let check = Command(
    "check",
    summary: LocalizedText(
      "核对时间证明（不联网，不需要店铺）", "check a proof of time (no network, no shop)"),
    parameters: [folder.parameter, roots.parameter, examined.parameter],
    examples: [
      Command.Example(
        "yuantu stamp check proof --anchors root.pem --file hero.jpg",
        LocalizedText("核对证明", "check a proof"))
    ])

  static func runImport(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let anchors = try session.arguments[knownRoots].map { (path) throws(Problem) in
      try session.certificates(path)
    }
    let report = try TokenImport.run(
      session.arguments[token], for: session.arguments[subject], anchors: anchors ?? [],
      shop: shop, now: session.surroundings.now())
    say(report.evidence, session)
    if !report.isKnownFile {
      session.console.remark(
        LocalizedText(
          "这个文件没有登记为原图；用 originals add 登记后，检验结果会引用这枚时间戳。",
          "The file is not among the originals; add it with originals add, and verdicts will name this "
            + "time stamp."))
    }
    session.console.emit(
      ImportEvent(
        event: "imported", sha256: report.sha256, new: report.isNew, known: report.isKnownFile,
        generatedAt: UniversalTime.text(unixMilliseconds: report.generatedAt),
        evidence: TimeEvidenceEvent(report.evidence)))
    return report.evidence.isTrusted ? .done : .noMatch
  }

  static func runExport(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let target = session.arguments[out]
    let names = try ProofFolder.export(
      session.arguments[file], to: target, shop: shop, now: session.surroundings.now())
    session.console.say(
      LocalizedText("时间证明已写入 \(target)", "The proof of time is in \(target)"))
    session.console.emit(ExportEvent(event: "proof", folder: target, files: names))
    return .done
  }

  static func runCheck(_ session: Session) throws(Problem) -> ExitCode {
    let check = try ProofCheck(
      folder: session.arguments[folder], file: session.arguments[examined],
      anchors: try session.certificates(session.arguments[roots]),
      at: session.surroundings.now() / 1000)
    if check.fileIsNamed == false {
      session.console.say(
        LocalizedText("这份证明说的不是这个文件。", "The proof is about another file."))
    }
    for evidence in check.evidence { say(evidence, session) }
    if check.evidence.isEmpty {
      session.console.say(
        LocalizedText("没有可核对的时间证明。", "There is no evidence of time that holds together."))
    }
    session.console.emit(ProofEvent(check))
    return check.best == nil ? .noMatch : .done
  }

  private static func say(_ evidence: TimeEvidence, _ session: Session) {
    if evidence.isTrusted {
      session.console.say(escaping: [
        TimeSentence.text(
          LocalizedText("所证内容", "What it is over"), noLaterThan: evidence.noLaterThan,
          evidence.kind, evidence.authority)
      ])
    }
    for finding in evidence.findings {
      session.console.say(
        LocalizedText(
          "· \(finding.text.text(in: .simplifiedChinese))", "· \(finding.text.text(in: .english))"))
    }
  }
}

private struct ImportEvent: Encodable {
  let event: String
  let sha256: String
  let new: Bool
  let known: Bool
  let generatedAt: String?
  let evidence: TimeEvidenceEvent
}

private struct ExportEvent: Encodable {
  let event: String
  let folder: String
  let files: [String]
}

private struct ProofEvent: Encodable {
  let event = "proof"
  let valid: Bool
  let noLaterThan: String?
  let timeKind: String?
  let fileIsNamed: Bool?
  let record: String?
  let original: String?
  let copy: String?
  let timeEvidence: [TimeEvidenceEvent]

  init(_ check: ProofCheck) {
    valid = check.best != nil
    noLaterThan = check.best.flatMap { UniversalTime.text(unixMilliseconds: $0.noLaterThan) }
    timeKind = check.best?.kind.rawValue
    fileIsNamed = check.fileIsNamed
    record = check.leaf?.record
    original = check.leaf?.original
    copy = check.leaf?.copy
    timeEvidence = check.evidence.map(TimeEvidenceEvent.init)
  }
}
