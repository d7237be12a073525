import Codecs
import CommandLineKit
import Wording
import Yuantu

/// `yuantu protect`: the main job.
enum ProtectCommand {
  enum OutputFormat: String, CaseIterable, ArgumentValue {
    case jpeg, png, webp

    var format: ImageFormat {
      switch self {
      case .jpeg: .jpeg
      case .png: .png
      case .webp: .webp
      }
    }
  }

  static let paths = Key<[String]>.arguments(
    "path", minimum: 1, valueName: LocalizedText("路径", "PATH"),
    help: LocalizedText("要保护的图片或文件夹", "pictures or folders to protect"), content: .file)
  static let output = Key<String>.requiredOption(
    "out", "o", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText("交付图写入此文件夹", "where the issued copies go"), content: .directory)
  static let format = Key<OutputFormat?>.option(
    "format", "f", valueName: LocalizedText("格式", "FORMAT"),
    help: LocalizedText(
      "输出格式（默认与来源相同；HEIC、AVIF 改存 JPEG）",
      "format of the outputs (default: the source's; HEIC and AVIF become JPEG)"))
  static let quality = Key<Int?>.option(
    "jpeg-quality", valueName: LocalizedText("1-100", "1-100"),
    help: LocalizedText(
      "JPEG 或 WebP 质量（默认与来源一致）", "JPEG or WebP quality (default: like the source)"))
  static let maximumBytes = Key<Int?>.option(
    "max-bytes", valueName: LocalizedText("字节", "N"),
    help: LocalizedText(
      "JPEG 在此字节数以内取最佳质量", "best JPEG quality within so many bytes"))
  static let listFile = Key<String?>.option(
    "list", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "把交付清单写成表格（CSV）：文件、平台、图位、字节、画质、SHA-256、原图",
      "write a table (CSV) of the copies: file, platform, slot, bytes, quality, SHA-256, original"),
    content: .file)

  static let command = Command(
    "protect",
    summary: LocalizedText("保护图片：隐形水印、签名记录、登记", "mark, sign and register every picture"),
    discussion: LocalizedText(
      "给每张图片加入看不见的店铺水印，签署记录（原图与交付图的哈希、时间、水印编码），登记到目录，"
        + "并把交付图写入 --out。来源文件只读。中断后再次运行只补未完成的部分；个别文件出错不影响其他文件。",
      "Puts an invisible mark into every picture, signs a record (hashes of original and output, "
        + "time, mark), registers it and writes the issued copy to --out. Sources are only read. A "
        + "second run does only what is missing; one bad file never stops the run."),
    parameters: [
      paths.parameter, output.parameter, format.parameter, quality.parameter,
      maximumBytes.parameter,
    ] + DeliveryOptions.parameters + [
      PictureOptions.keepWhite.parameter, StampingOption.stamp.parameter, listFile.parameter,
      PictureOptions.maximumPixels.parameter, watch.parameter, rescan.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu protect ~/exports --out ~/listing", LocalizedText("保护一个文件夹", "protect a folder")),
      Command.Example(
        "yuantu protect ~/packshots --out ~/main-images --keep-white",
        LocalizedText("白底主图：白色保持纯白", "packshots whose white must stay pure white")),
      Command.Example(
        "yuantu protect ~/exports --out ~/pdd --format jpeg --max-bytes 1000000",
        LocalizedText("每张不超过 1 MB 的 JPEG", "JPEGs of at most 1 MB each")),
      Command.Example(
        "yuantu protect ~/exports --out ~/upload -p pdd -p taobao -t detail",
        LocalizedText(
          "两个平台各一个文件夹，详情图加明水印", "a folder for each of two platforms, detail pictures marked visibly"
        )),
      Command.Example(
        "yuantu protect --watch ~/exports --out ~/listing --json",
        LocalizedText("一直监视文件夹，供 ERP 读取事件", "keep watching a folder, with events for an ERP")),
    ])

  static func run(_ session: Session) async throws(Problem) -> ExitCode {
    var request = try request(session)
    if session.arguments[watch] { return try await runWatch(session, request) }
    guard session.arguments[rescan] == nil else {
      throw Problem(
        code: "usage.rescanWithoutWatch",
        text: LocalizedText("--rescan 须与 --watch 同用。", "--rescan goes with --watch."))
    }
    let (shop, stamper) = try StampingOption.open(session)
    var leftOut = 0
    request.delivery = try DeliveryOptions.delivery(session, shop: shop, count: &leftOut)
    let start = Progress.seconds()
    var progress = Progress(session.console, LocalizedText("保护图片", "Protecting"))
    var total = 0
    var failed = 0
    var list = CopyList(language: session.console.language)
    let summary = try await Protection(shop: shop, surroundings: session.surroundings)
      .run(request) { event in
        switch event {
        case .started(let files):
          total = files
          return
        case .done(let report):
          list.add(report)
          tell(report, session.console)
        case .failed(let problem):
          failed += 1
          session.console.report(problem)
        }
        progress.advance(total: total, failed: failed)
      }
    session.console.clearProgress()
    finish(summary, seconds: Progress.seconds() - start, session.console)
    if let path = session.arguments[listFile] { try list.write(to: session.absolute(path)) }
    if summary.failed + leftOut == 0 { return StampingOption.report(stamper, session) }
    return summary.done == 0 ? .failed : .partlyDone
  }

  private static func request(_ session: Session) throws(Problem) -> ProtectRequest {
    let arguments = session.arguments
    var compression = ProtectRequest.Compression.matchingSource
    if let value = arguments[quality] {
      guard (1...100).contains(value), arguments[maximumBytes] == nil else {
        throw Problem(
          code: "usage.compression",
          text: LocalizedText(
            "--jpeg-quality 须为 1 到 100，且不能与 --max-bytes 同用。",
            "--jpeg-quality is 1 to 100 and excludes --max-bytes."))
      }
      compression = .quality(value)
    } else if let bytes = arguments[maximumBytes] {
      guard bytes > 0 else {
        throw Problem(
          code: "usage.maximumBytes",
          text: LocalizedText("--max-bytes 须为正数。", "--max-bytes must be positive."))
      }
      compression = .atMost(bytes: bytes)
    }
    if !arguments[DeliveryOptions.platforms].isEmpty,
      compression != .matchingSource || arguments[format] != nil
    {
      throw Problem(
        code: "usage.platformDecides",
        text: LocalizedText(
          "--platform 按平台规则决定格式和字节数，不能与 --format、--jpeg-quality、--max-bytes 同用。",
          "With --platform the platform's rules decide format and bytes; it excludes --format, "
            + "--jpeg-quality and --max-bytes."))
    }
    return ProtectRequest(
      paths: arguments[paths].map(session.absolute),
      outputFolder: session.absolute(arguments[output]),
      format: arguments[format]?.format, compression: compression,
      keepsWhite: arguments[PictureOptions.keepWhite],
      limits: PictureOptions.limits(session), jobs: session.jobs)
  }

  private static func tell(_ report: CopyReport, _ console: Console) {
    // On a terminal the progress line stands for what went as usual.
    if !console.quiet, !console.isInteractive || !report.findings.isEmpty {
      console.clearProgress()
      console.say(line(report).text(in: console.language))
    }
    console.emit(CopyEvent(report))
  }

  /// What became of one file, for people.
  static func line(_ report: CopyReport) -> LocalizedText {
    let name = SafeText.escaped(report.path)
    let output = SafeText.escaped(report.output)
    let status =
      switch report.status {
      case .issued: LocalizedText("已交付", "issued")
      case .unchanged: LocalizedText("无需重做", "unchanged")
      case .restored: LocalizedText("已补写", "restored")
      case .duplicate: LocalizedText("内容重复，同一交付图", "same bytes, same copy")
      }
    let remarks = report.findings.map(\.text)
    func joined(_ language: Language, _ separator: String) -> String {
      remarks.isEmpty
        ? "" : separator + remarks.map { $0.text(in: language) }.joined(separator: " ")
    }
    return LocalizedText(
      "\(status.text(in: .simplifiedChinese))：\(name) → \(output)"
        + joined(.simplifiedChinese, " · "),
      "\(status.text(in: .english)): \(name) → \(output)" + joined(.english, " · "))
  }

  private static func finish(
    _ summary: Protection.Summary, seconds: Double, _ console: Console
  ) {
    console.say(sentence(summary))
    console.emit(ProtectSummaryEvent("summary", summary, seconds: seconds))
  }

  /// What became of all files, for people.
  static func sentence(_ summary: Protection.Summary) -> LocalizedText {
    LocalizedText(
      "新交付 \(summary.issued) 张，无需重做 \(summary.unchanged) 张，补写 \(summary.restored) 张，"
        + "内容重复 \(summary.duplicates) 张，失败 \(summary.failed) 张；"
        + "\(summary.withoutOriginal) 张没有找到原图。",
      "\(summary.issued) issued, \(summary.unchanged) unchanged, \(summary.restored) restored, "
        + "\(summary.duplicates) with equal bytes, \(summary.failed) failed; "
        + "\(summary.withoutOriginal) without a known original.")
  }
}
