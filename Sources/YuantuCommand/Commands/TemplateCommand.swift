import CommandLineKit
import Files
import Typesetting
import Wording
import Yuantu

/// `yuantu template`: designs of the visible mark, saved with the shop.
enum TemplateCommand {
  enum Layout: String, CaseIterable, ArgumentValue {
    case tiled, corner, band
  }

  enum Corner: String, CaseIterable, ArgumentValue {
    case automatic = "auto"
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"
  }

  static let name = Key<String>.argument(
    "name", valueName: LocalizedText("模板", "NAME"),
    help: LocalizedText("模板的名字", "the template's name"))
  static let text = Key<String?>.option(
    "text", valueName: LocalizedText("文字", "TEXT"),
    help: LocalizedText(
      "水印文字，最多 \(TextLine.longest) 个字符", "the text, at most \(TextLine.longest) characters"))
  static let logo = Key<String?>.option(
    "logo", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "店标：带透明背景的 PNG（也可 WebP、JPEG），或纯路径的 SVG",
      "a logo: PNG with transparency (WebP and JPEG too), or an SVG of plain paths"),
    content: .file)
  static let layout = Key<Layout>.option(
    "layout", valueName: LocalizedText("排法", "LAYOUT"),
    help: LocalizedText("满铺、一角、横贯一行", "all over, in a corner, in one row across"),
    default: .tiled)
  static let corner = Key<Corner>.option(
    "corner", valueName: LocalizedText("角", "CORNER"),
    help: LocalizedText(
      "一角的位置（auto：画面最空的一角）", "for layout corner: which (auto: the one with the least detail)"),
    default: .automatic)
  static let opacity = Key<Double?>.option(
    "opacity", valueName: LocalizedText("0.03-1", "0.03-1"),
    help: LocalizedText(
      "不透明度（默认：满铺 0.14，一角 0.4，横贯 0.3）",
      "opacity (default: tiled 0.14, corner 0.4, band 0.3)"))
  static let size = Key<Double?>.option(
    "size", valueName: LocalizedText("比例", "SHARE"),
    help: LocalizedText(
      "字高或店标长边占图片短边的比例",
      "height of the letters, or the logo's longer side, as a share of the picture's shorter side"))
  static let angle = Key<Double?>.option(
    "angle", valueName: LocalizedText("度", "DEGREES"),
    help: LocalizedText("倾斜角度，顺时针（满铺默认 -28）", "angle, clockwise (tiled: -28)"))
  static let spacing = Key<Double?>.option(
    "spacing", valueName: LocalizedText("倍数", "TIMES"),
    help: LocalizedText("相邻水印的间距，以水印高度计", "gap between marks, in heights of the mark"))
  static let font = Key<String?>.option(
    "font", valueName: LocalizedText("字体", "FAMILY"),
    help: LocalizedText(
      "字体（默认 \(Typeface.standardFamily)，开放许可）",
      "font (default \(Typeface.standardFamily), open licence)"))
  static let regular = Key<Bool>.flag(
    "regular", help: LocalizedText("用常规字重而不是粗体", "the regular weight instead of bold"))
  static let vertical = Key<Bool>.flag(
    "vertical", help: LocalizedText("文字竖排", "text from top to bottom"))
  static let color = Key<String?>.option(
    "color", valueName: LocalizedText("#RRGGBB", "#RRGGBB"),
    help: LocalizedText("文字颜色（默认白色，自带深色边）", "colour of the text (default white, with a dark edge)"))
  static let whiteIsTransparent = Key<Bool>.flag(
    "white-is-transparent",
    help: LocalizedText("把店标的白底当作透明", "take white in the logo as transparent"))

  static let save = Command(
    "save", summary: LocalizedText("保存明水印模板", "save a design of the visible mark"),
    discussion: LocalizedText(
      "尺寸都相对于图片，一个模板适用于各种大小的图。每张图上的水印位置、大小、角度略有不同并轻微弯曲，"
        + "由店铺密钥和图片决定，使人难以从多张图中平均出水印再去除。同名模板会被替换。",
      "All measures are relative to the picture, so that one design serves pictures of every size. On every "
        + "picture the mark is placed, sized, turned and bent a little differently, as the shop's secret and "
        + "the picture say, so that it cannot be averaged out of many pictures. A template of the same name "
        + "is replaced."),
    parameters: [
      name.parameter, text.parameter, logo.parameter, layout.parameter, corner.parameter,
      opacity.parameter, size.parameter, angle.parameter, spacing.parameter, font.parameter,
      regular.parameter, vertical.parameter, color.parameter, whiteIsTransparent.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu template save detail --text \"Qinghe Home\"",
        LocalizedText("满铺文字", "text all over")),
      Command.Example(
        "yuantu template save logo --logo logo.png --layout corner",
        LocalizedText("一角放店标", "a logo in a corner")),
    ])
  static let list = Command(
    "list", summary: LocalizedText("列出模板", "the templates there are"),
    examples: [
      Command.Example("yuantu template list", LocalizedText("列出模板", "the templates there are"))
    ])
  static let remove = Command(
    "remove", summary: LocalizedText("删除模板", "remove a template"), parameters: [name.parameter],
    examples: [
      Command.Example("yuantu template remove logo", LocalizedText("删除模板", "remove a template"))
    ])
  static let command = Command(
    "template", summary: LocalizedText("明水印模板", "designs of the visible mark"),
    subcommands: [save, list, remove])

  static func runSave(_ session: Session) throws(Problem) -> ExitCode {
    let arguments = session.arguments
    guard (arguments[text] == nil) != (arguments[logo] == nil) else {
      throw Problem(
        code: "usage.templateSubject",
        text: LocalizedText("请用 --text 或 --logo 之一。", "Choose one of --text and --logo."))
    }
    let shop = try session.openShop()
    let template = MarkTemplate(
      name: arguments[name], design: design(arguments), artwork: try artwork(session))
    try shop.save(template, at: session.surroundings.now())
    session.console.say(
      LocalizedText("模板“\(template.name)”已保存", "Template “\(template.name)” saved"))
    let findings = try template.findings()
    for finding in findings {
      session.console.say(
        LocalizedText(
          "· \(finding.text.text(in: .simplifiedChinese))", "· \(finding.text.text(in: .english))"))
    }
    session.console.emit(TemplateEvent(template, notices: findings))
    return .done
  }

  static func runList(_ session: Session) throws(Problem) -> ExitCode {
    for template in try session.openShop().templates() {
      let subject = template.design.text ?? "…"
      session.console.say(
        "\(template.name) · \(template.design.layout.rawValue) · \(template.artwork == nil ? subject : "logo")"
      )
      session.console.emit(TemplateEvent(template, notices: []))
    }
    return .done
  }

  static func runRemove(_ session: Session) throws(Problem) -> ExitCode {
    try session.openShop().removeTemplate(session.arguments[name])
    return .done
  }

  private static func design(_ arguments: Arguments) -> MarkTemplate.Design {
    var design = MarkTemplate.Design()
    design.layout =
      switch arguments[layout] {
      case .tiled: .tiled
      case .corner: .corner
      case .band: .band
      }
    if arguments[layout] == .corner { design.corner = arguments[corner].rawValue }
    design.opacity = arguments[opacity]
    design.size = arguments[size]
    design.angle = arguments[angle]
    design.spacing = arguments[spacing]
    guard let words = arguments[text] else {
      design.whiteIsTransparent = arguments[whiteIsTransparent]
      return design
    }
    design.text = words
    design.font = arguments[font]
    design.isBold = !arguments[regular]
    design.isVertical = arguments[vertical]
    design.color = arguments[color]
    return design
  }

  private static func artwork(_ session: Session) throws(Problem) -> [UInt8]? {
    guard let path = session.arguments[logo] else { return nil }
    do { return try FileBytes.read(path, atMost: 16 << 20) } catch {
      throw Problem(any: error, path: path)
    }
  }
}

private struct TemplateEvent: Encodable {
  let event = "template"
  let name: String
  let design: MarkTemplate.Design
  let hasLogo: Bool
  let notices: [String]

  init(_ template: MarkTemplate, notices: [FindingCode]) {
    name = template.name
    design = template.design
    hasLogo = template.artwork != nil
    self.notices = notices.map(\.rawValue)
  }
}
