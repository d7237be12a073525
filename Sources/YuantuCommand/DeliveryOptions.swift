import Cases
import CommandLineKit
import Wording
import Yuantu

/// The options that say for whom copies are made and which visible mark they get.
enum DeliveryOptions {
  enum Visible: String, CaseIterable, ArgumentValue {
    case allowed, never, everywhere
  }

  static let platforms = Key<[String]>.repeatedOption(
    "platform", "p", valueName: LocalizedText("平台", "PLATFORM"),
    help: LocalizedText(
      "为此平台出图（可多次；见 yuantu platforms）：每个平台一个文件夹，尺寸和字节数符合其规则，只缩小不放大",
      "make files for this platform (may be repeated; see yuantu platforms): a folder for each, within "
        + "its rules of size and bytes; pictures are made smaller, never larger"))
  static let slot = Key<String?>.option(
    "slot", valueName: LocalizedText("位置", "SLOT"),
    help: LocalizedText(
      "所有图片都用于此位置，如 main、detail（默认按文件夹名、文件名、宽高比判断）",
      "all pictures are for this slot, such as main or detail (default: by folder, file name, shape)"
    ))
  static let recipients = Key<[String]>.repeatedOption(
    "recipient", "r", valueName: LocalizedText("收件方", "NAME"),
    help: LocalizedText(
      "为此收件方单独出图（可多次），各有各的隐形编码，找到的图能说明从谁手里流出",
      "make copies for this recipient (may be repeated), with marks of their own, so that a found copy says "
        + "whose it was"))
  static let template = Key<String?>.option(
    "template", "t", valueName: LocalizedText("模板", "NAME"),
    help: LocalizedText("加明水印：用此模板", "put a visible mark on: the one of this template"))
  static let visible = Key<Visible>.option(
    "visible", valueName: LocalizedText("何处", "WHERE"),
    help: LocalizedText(
      "明水印加在哪里：平台允许处、都不加、到处都加（会警告）",
      "where the visible mark goes: where the platform allows it, nowhere, everywhere (with a warning)"
    ),
    default: .allowed)
  static let rules = Key<String?>.option(
    "rules", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "平台规则文件（默认：店铺文件夹中的 platforms.json，否则为内置规则）",
      "file of platform rules (default: platforms.json in the shop's folder, else those built in)"),
    content: .file)

  static let parameters = [
    platforms.parameter, slot.parameter, recipients.parameter, template.parameter,
    visible.parameter, rules.parameter,
  ]

  /// The rules in force; mistakes in single platforms are told and left out.
  static func rules(_ session: Session, count failures: inout Int) throws(Problem) -> PlatformRules
  {
    let path = session.arguments[rules]
    let rules = try PlatformRules.inForce(home: session.home, file: path)
    for problem in rules.problems {
      failures += 1
      session.console.report(Problem(problem, path: path ?? "platforms.json"))
    }
    return rules
  }

  /// The delivery that the options ask for. A platform without rules is told, counted, and left out;
  /// when none is left, it is thrown.
  static func delivery(
    _ session: Session, shop: Shop, count failures: inout Int
  ) throws(Problem) -> Delivery {
    let arguments = session.arguments
    var delivery = Delivery()
    let names = arguments[platforms]
    if !names.isEmpty {
      let rules = try rules(session, count: &failures)
      for name in names {
        guard let platform = rules.platform(name) else {
          let problem = Problem.unknownPlatform(name, known: rules.platforms)
          failures += 1
          if names.count == 1 { throw problem }
          session.console.report(problem)
          continue
        }
        if !delivery.platforms.contains(where: { $0.id == platform.id }) {
          delivery.platforms.append(platform)
        }
      }
      guard !delivery.platforms.isEmpty else {
        throw Problem.unknownPlatform(names.joined(separator: ", "), known: rules.platforms)
      }
    } else if arguments[slot] != nil {
      throw Problem(
        code: "usage.slotWithoutPlatform",
        text: LocalizedText("--slot 须与 --platform 同用。", "--slot goes with --platform."))
    }
    delivery.slot = arguments[slot]
    for name in arguments[recipients] where !delivery.recipients.contains(name) {
      delivery.recipients.append(name)
    }
    delivery.template = try arguments[template].map { name throws(Problem) in
      try PreparedTemplate(try shop.template(name))
    }
    delivery.visible =
      switch arguments[visible] {
      case .allowed: .allowed
      case .never: .never
      case .everywhere: .everywhere
      }
    return delivery
  }
}
