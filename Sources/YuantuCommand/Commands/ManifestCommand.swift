import CommandLineKit
import Files
import Manifests
import Trust
import Wording
import Yuantu

/// `yuantu manifest`: C2PA manifests, ours and others'.
enum ManifestCommand {
  static let file = Key<String>.argument(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("图片，或 .c2pa 文件", "a picture, or a .c2pa file"), content: .file)
  static let files = Key<[String]>.arguments(
    "file", minimum: 1, valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("图片，或 .c2pa 文件", "pictures, or .c2pa files"), content: .file)
  static let output = Key<String>.requiredOption(
    "out", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("输出文件，不覆盖已有文件", "where to write; never overwrites"), content: .file)
  static let sidecar = Key<String?>.option(
    "sidecar", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("清单所在的 .c2pa 文件", "the .c2pa file with the manifest"), content: .file)
  static let store = Key<String>.requiredOption(
    "sidecar", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("要放回的清单（.c2pa 文件）", "the manifest to put in, a .c2pa file"),
    content: .file)
  static let anchors = Key<[String]>.repeatedOption(
    "anchors", valueName: LocalizedText("PEM文件", "PEM"),
    help: LocalizedText(
      "信任的签名者根证书（可多次；默认为本店根证书，若有店铺）",
      "roots trusted for signers, may be repeated (default: the shop's own, if there is a shop)"),
    content: .file)
  static let timestampAnchors = Key<[String]>.repeatedOption(
    "tsa-anchors", valueName: LocalizedText("PEM文件", "PEM"),
    help: LocalizedText(
      "信任的时间戳机构根证书（可多次）", "roots trusted for time-stamp authorities, may be repeated"),
    content: .file)
  static let revocations = Key<[String]>.repeatedOption(
    "crl", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "吊销列表（PEM 或 DER，可多次）：按可信时间戳的时刻判断，没有时按 --at",
      "revocation lists (PEM or DER), may be repeated: as of a trusted time stamp, else of --at"),
    content: .file)
  static let time = Key<String?>.option(
    "at", valueName: LocalizedText("时间", "TIME"),
    help: LocalizedText(
      "按此时刻判断（UTC，如 2026-11-24T00:00:00Z；默认现在）",
      "judge as of this time (UTC, such as 2026-11-24T00:00:00Z; default now)"))
  static let original = Key<String?>.option(
    "original", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("据称的原图：与清单中的哈希核对", "what is said to be the original: its hash is compared"),
    content: .file)

  private static let validation = [
    sidecar.parameter, anchors.parameter, timestampAnchors.parameter, revocations.parameter,
    time.parameter,
  ]

  static let show = Command(
    "show", summary: LocalizedText("显示清单内容", "show what a manifest says"),
    parameters: [file.parameter] + validation,
    examples: [
      Command.Example("yuantu manifest show a.jpg", LocalizedText("显示", "show it"))
    ])
  static let verify = Command(
    "verify", summary: LocalizedText("校验清单", "validate manifests"),
    discussion: LocalizedText(
      "按 C2PA 规范校验，并给出证据状态：签名是否锁定文件的每一个字节、时间依据什么、原图是否相符。不联网；"
        + "给定 --at、--anchors、--tsa-anchors 时，结论在任何机器上都相同。",
      "Validates by the C2PA specification and says beside it what the file is worth as evidence: "
        + "whether the signature holds every byte, what the time rests on, whether the original "
        + "fits. No network; with --at, --anchors and --tsa-anchors the verdict is the same on "
        + "every machine."),
    parameters: [files.parameter, original.parameter] + validation,
    examples: [
      Command.Example(
        "yuantu manifest verify a.jpg --original DSC_1021.NEF",
        LocalizedText("与原图一起校验", "together with the original")),
      Command.Example(
        "yuantu manifest verify a.jpg --anchors root.pem --at 2026-11-24T00:00:00Z --json",
        LocalizedText("可复现的结论", "a verdict that can be repeated")),
    ])
  static let extract = Command(
    "extract",
    summary: LocalizedText("取出清单（.c2pa）", "write the manifest into a .c2pa file"),
    discussion: LocalizedText(
      "清单可在文件内、文件旁，或（原图）在店铺目录中。",
      "The manifest may be in the file, beside it, or, for an original, in the shop's catalogue."),
    parameters: [file.parameter, output.parameter],
    examples: [
      Command.Example(
        "yuantu manifest extract DSC_1021.NEF --out DSC_1021.c2pa",
        LocalizedText("取出原图的入库清单", "an original's ingest manifest"))
    ])
  static let strip = Command(
    "strip", summary: LocalizedText("另存为不含清单的文件", "write a copy without its manifest"),
    parameters: [file.parameter, output.parameter],
    examples: [
      Command.Example(
        "yuantu manifest strip a.jpg --out b.jpg",
        LocalizedText("其余字节不变", "every other byte stays"))
    ])
  static let embed = Command(
    "embed", summary: LocalizedText("把清单放回文件", "put a manifest back into a file"),
    parameters: [file.parameter, store.parameter, output.parameter],
    examples: [
      Command.Example(
        "yuantu manifest embed b.jpg --sidecar a.c2pa --out c.jpg",
        LocalizedText("放回", "put it back"))
    ])
  static let command = Command(
    "manifest",
    summary: LocalizedText("C2PA 来源清单：显示、校验、取出", "C2PA manifests: show, verify, extract"),
    subcommands: [show, verify, extract, strip, embed])

  static func runVerify(_ session: Session) throws(Problem) -> ExitCode {
    let examiner = try examiner(session)
    let original = try session.arguments[original].map { (path) throws(Problem) in
      do { return try Digest.ofFile(path).digest } catch { throw Problem(any: error, path: path) }
    }
    var (valid, invalid, failed) = (0, 0, 0)
    for path in session.arguments[files] {
      do throws(Problem) {
        let examined = try examiner.examine(
          path, sidecar: session.arguments[sidecar], original: original)
        if examined.isAcceptable { valid += 1 } else { invalid += 1 }
        let text = ManifestText(examined, language: session.console.language)
        session.console.say((text.verdict + [""]).joined(separator: "\n"))
        session.console.emit(ManifestEvent(examined))
      } catch {
        failed += 1
        session.console.report(error)
      }
    }
    if failed > 0 { return valid + invalid == 0 ? .failed : .partlyDone }
    return invalid == 0 ? .done : .noMatch
  }

  static func runShow(_ session: Session) throws(Problem) -> ExitCode {
    let examined = try examiner(session).examine(
      session.arguments[file], sidecar: session.arguments[sidecar], original: nil)
    let text = ManifestText(examined, language: session.console.language)
    session.console.say((text.verdict + text.contents).joined(separator: "\n"))
    session.console.emit(ManifestEvent(examined, withContents: true))
    return examined.report == nil ? .noMatch : .done
  }

  static func runExtract(_ session: Session) throws(Problem) -> ExitCode {
    let path = session.arguments[file]
    let examiner = try ManifestExaminer(
      home: session.home, catalogue: try session.catalogue(), now: session.surroundings.now())
    guard let found = try examiner.find(path) else { throw ManifestWork.noManifest(path) }
    return try write(found.store.bytes, session)
  }

  static func runStrip(_ session: Session) throws(Problem) -> ExitCode {
    try write(try ManifestWork.stripped(session.arguments[file]), session)
  }

  static func runEmbed(_ session: Session) throws(Problem) -> ExitCode {
    try write(
      try ManifestWork.embedded(session.arguments[store], in: session.arguments[file]), session)
  }

  private static func write(_ bytes: [UInt8], _ session: Session) throws(Problem) -> ExitCode {
    let path = session.arguments[output]
    do { try AtomicFile.write(bytes, to: path, replacing: false) } catch {
      throw Problem(any: error, path: path)
    }
    session.console.say(
      LocalizedText(
        "已写入：\(SafeText.escaped(path))（\(bytes.count) 字节）",
        "written: \(SafeText.escaped(path)) (\(bytes.count) bytes)"))
    session.console.emit(WrittenEvent(event: "written", path: path, bytes: bytes.count))
    return .done
  }

  /// What is needed to judge. The shop is opened only where there is one, for its root and its
  /// catalogue; nothing secret of it is needed.
  private static func examiner(_ session: Session) throws(Problem) -> ManifestExaminer {
    try ManifestExaminer(
      home: session.home, catalogue: try session.catalogue(), anchors: session.arguments[anchors],
      timestampAnchors: session.arguments[timestampAnchors],
      revocations: session.arguments[revocations], time: session.arguments[time],
      now: session.surroundings.now())
  }
}

private struct WrittenEvent: Encodable {
  let event: String
  let path: String
  let bytes: Int
}
