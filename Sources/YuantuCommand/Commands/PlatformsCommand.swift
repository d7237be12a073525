import Cases
import CommandLineKit
import Files
import Wording
import Yuantu

/// `yuantu platforms`: what the platforms ask of pictures.
enum PlatformsCommand {
  static let names = Key<[String]>.arguments(
    "platform", valueName: LocalizedText("平台", "PLATFORM"),
    help: LocalizedText("只看这些平台", "only these platforms"))
  static let export = Key<String?>.option(
    "export", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "把内置规则写入文件以便修改", "write the rules built in to a file, to be edited"), content: .file)

  static let command = Command(
    "platforms",
    summary: LocalizedText(
      "列出各平台的图片规则及其来源", "the platforms' rules for pictures, and their sources"),
    discussion: LocalizedText(
      "每条规则都注明来源等级（A 平台原文，B 行业刊物，C 卖家教程，D 未证实）和读取日期；平台随时会改，"
        + "上传前请以平台后台为准。要修改规则：--export 写出，改好后放到店铺文件夹的 platforms.json，或用 --rules 指定。",
      "Every rule has the grade of its source (A the platform itself, B trade press, C seller tutorials, "
        + "D unconfirmed) and the day it was read. Platforms change them; their own pages decide. To edit "
        + "them, write them out with --export and put the file into the shop's folder as platforms.json, "
        + "or name it with --rules."),
    parameters: [names.parameter, DeliveryOptions.rules.parameter, export.parameter],
    examples: [
      Command.Example("yuantu platforms pdd", LocalizedText("拼多多的规则", "Pinduoduo's rules")),
      Command.Example(
        "yuantu platforms --export platforms.json", LocalizedText("写出规则文件", "write the rules out")),
    ])

  static func run(_ session: Session) throws(Problem) -> ExitCode {
    if let file = session.arguments[export] {
      do {
        try AtomicFile.write(PlatformRules.standardFile, to: file, replacing: false)
      } catch { throw Problem(any: error, path: file) }
      session.console.say(
        LocalizedText(
          "规则已写入 \(SafeText.escaped(file))", "Rules written to \(SafeText.escaped(file))"))
      return .done
    }
    var failures = 0
    let rules = try DeliveryOptions.rules(session, count: &failures)
    var chosen = rules.platforms
    if !session.arguments[names].isEmpty {
      chosen = []
      for name in session.arguments[names] {
        guard let platform = rules.platform(name) else {
          throw Problem.unknownPlatform(name, known: rules.platforms)
        }
        chosen.append(platform)
      }
    }
    for platform in chosen {
      let name = platform.name.text(in: session.console.language)
      session.console.say("\(platform.id) · \(name)")
      for slot in platform.slots {
        session.console.say(SlotText(slot).text)
        session.console.emit(SlotEvent(platform, slot))
      }
    }
    return failures == 0 ? .done : .partlyDone
  }
}
