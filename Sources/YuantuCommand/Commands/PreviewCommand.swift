import CommandLineKit
import Wording
import Yuantu

/// `yuantu preview`: what a visible mark does to the hardest pictures.
enum PreviewCommand {
  static let paths = Key<[String]>.arguments(
    "path", minimum: 1, valueName: LocalizedText("路径", "PATH"),
    help: LocalizedText("图片或文件夹", "pictures or folders"), content: .file)
  static let output = Key<String>.requiredOption(
    "out", "o", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("预览图（PNG）写到这里", "where the sheet, a PNG, goes"), content: .file)

  static let command = Command(
    "preview",
    summary: LocalizedText("预览明水印：最难的五张图，加之前和之后", "the visible mark on the five hardest pictures"),
    discussion: LocalizedText(
      "从文件夹中挑出最暗、最亮、最花、最长、最小的各一张，把加明水印之前和之后并排画在一张 PNG 上，"
        + "并给出缩到 500 像素、JPEG 75 之后的清晰度（0 到 100，低于 35 难以看清）。不登记，不加隐形水印。"
        + "图片很多时均匀抽取 300 张来挑。",
      "Picks the darkest, lightest, busiest, longest and smallest picture of a folder and draws them before "
        + "and after on one PNG, with the legibility of the mark at 500 pixels and JPEG 75 (0 to 100; below "
        + "35 it can hardly be read). Nothing is registered, no invisible mark is put in. Of a large folder, "
        + "300 pictures at equal distances are looked at."),
    parameters: [paths.parameter, output.parameter] + DeliveryOptions.parameters + [
      PictureOptions.maximumPixels.parameter
    ],
    examples: [
      Command.Example(
        "yuantu preview ~/exports --template detail --out sheet.png",
        LocalizedText("预览一个模板", "preview a template"))
    ])

  static func run(_ session: Session) async throws(Problem) -> ExitCode {
    let arguments = session.arguments
    guard arguments[DeliveryOptions.template] != nil else {
      throw Problem(
        code: "usage.template",
        text: LocalizedText("请用 --template 指定模板。", "Name a template with --template."))
    }
    let shop = try session.openShop()
    var failures = 0
    let request = ProtectRequest(
      paths: arguments[paths].map(session.absolute), outputFolder: "",
      delivery: try DeliveryOptions.delivery(session, shop: shop, count: &failures),
      limits: PictureOptions.limits(session), jobs: session.jobs)
    let outcome = try await TemplatePreview(shop: shop).write(
      request, to: session.absolute(arguments[output]), language: session.console.language)
    for problem in outcome.problems { session.console.report(problem) }
    for sample in outcome.samples { tell(sample, session.console) }
    if outcome.examined < outcome.found {
      session.console.say(
        LocalizedText(
          "共 \(outcome.found) 张，看了其中 \(outcome.examined) 张。",
          "Looked at \(outcome.examined) of \(outcome.found) pictures."))
    }
    return failures + outcome.problems.count == 0 ? .done : .partlyDone
  }

  private static func tell(_ sample: TemplatePreview.Sample, _ console: Console) {
    let path = SafeText.escaped(sample.path)
    let score = sample.legibility.map { "\(Int($0.rounded()))" } ?? "–"
    func line(_ language: Language) -> String {
      let kind = sample.kind.text.text(in: language)
      let remarks = sample.findings.map { " · " + $0.text.text(in: language) }.joined()
      return "\(kind): \(path) · "
        + LocalizedText("清晰度 \(score)", "legibility \(score)").text(in: language) + remarks
    }
    console.say(LocalizedText(line(.simplifiedChinese), line(.english)))
    console.emit(SampleEvent(sample))
  }
}

private struct SampleEvent: Encodable {
  let event = "sample"
  let kind: String
  let path: String
  let legibility: Double?
  let notices: [String]

  init(_ sample: TemplatePreview.Sample) {
    kind = sample.kind.rawValue
    path = sample.path
    legibility = sample.legibility
    notices = sample.findings.map(\.rawValue)
  }
}
