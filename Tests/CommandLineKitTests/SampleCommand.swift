import CommandLineKit
import Wording

/// A program of the shape of the real one.
enum Sample {
  enum Format: String, CaseIterable, ArgumentValue {
    case jpeg
    case png
    case webp
  }

  static let home = Key<String?>.option(
    "home", valueName: LocalizedText("目录", "DIR"),
    help: LocalizedText("店铺目录", "folder of the shop"), content: .directory)
  static let language = Key.option(
    "language", valueName: LocalizedText("语言", "LANGUAGE"),
    help: LocalizedText("显示语言", "language of messages"), default: Speech.chinese)
  static let json = Key.flag(
    "json", help: LocalizedText("每行输出一个 JSON 对象", "one JSON object per line"))

  static let strength = Key.option(
    "strength", "s", valueName: LocalizedText("强度", "S"),
    help: LocalizedText(
      "隐形标记的强度；越大越牢，画面改动也越大，一般不用改动，商品白底图可以稍低一些",
      "strength of the invisible mark; more is more robust and changes more of the picture, "
        + "rarely needs a change"),
    default: 0.6, in: 0...1)
  static let verbose = Key.flag("verbose", "v", help: LocalizedText("多说一些", "say more"))
  static let format = Key.option(
    "format", "f", valueName: LocalizedText("格式", "FORMAT"),
    help: LocalizedText("输出格式", "output format"), default: Format.jpeg)
  static let tries = Key.option(
    "tries", valueName: LocalizedText("次数", "N"), help: LocalizedText("试几次", "tries"),
    default: 3)
  static let key = Key<String>.requiredOption(
    "key", "k", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("密钥文件", "file with the key"), content: .file)
  static let input = Key<String>.argument(
    "input", valueName: LocalizedText("图片", "IN"),
    help: LocalizedText("要标记的图片", "picture to mark"), content: .file)
  static let output = Key<String?>.optionalArgument(
    "output", valueName: LocalizedText("结果", "OUT"),
    help: LocalizedText("写到哪里", "where to write"), content: .file)

  static let out = Key<String?>.option(
    "out", "o", valueName: LocalizedText("目录", "DIR"),
    help: LocalizedText("输出目录", "output folder"), content: .directory)
  static let platform = Key<[String]>.repeatedOption(
    "platform", "p", valueName: LocalizedText("平台", "PLATFORM"),
    help: LocalizedText("给哪个平台", "which platform it is for"))
  static let photos = Key<[String]>.arguments(
    "photo", minimum: 1, valueName: LocalizedText("照片", "PHOTO"),
    help: LocalizedText("要保护的照片", "photos to protect"), content: .file)

  static let sizes = Key<[Int]>.arguments(
    "size", minimum: 1, valueName: LocalizedText("边长", "SIZE"),
    help: LocalizedText("边长", "sizes"))
  static let target = Key<Format>.argument(
    "target", valueName: LocalizedText("目标", "TARGET"), help: LocalizedText("目标", "target"))

  enum Speech: String, CaseIterable, ArgumentValue {
    case chinese = "zh-Hans"
    case english = "en"
  }

  static let command = Command(
    "yuantu", summary: LocalizedText("店铺照片的水印与出处", "watermarks and provenance for shop photos"),
    discussion: LocalizedText("第一段。\n第二段 \\ 'x'。", "First.\n.dot 'quote' \\back -1"),
    parameters: [home.parameter, language.parameter, json.parameter],
    examples: [
      Command.Example(
        "yuantu protect 主图.jpg --out done", LocalizedText("保护一张图", "protect one photo"))
    ],
    exitStatuses: [Command.ExitStatus(0, LocalizedText("完成", "done"))],
    subcommands: [
      Command(
        "protect", summary: LocalizedText("保护照片", "protect photos"),
        parameters: [out.parameter, platform.parameter, photos.parameter],
        examples: [
          Command.Example("yuantu protect a.jpg", LocalizedText("它's", "it's"))
        ]),
      Command(
        "mark", summary: LocalizedText("只用隐形标记", "the invisible mark alone"),
        subcommands: [
          Command(
            "embed", summary: LocalizedText("写入标记", "embed a mark: [once]"),
            parameters: [
              strength.parameter, verbose.parameter, format.parameter, tries.parameter,
              key.parameter, input.parameter, output.parameter,
            ],
            examples: [
              Command.Example(
                "yuantu mark embed a.jpg b.jpg -k key.txt",
                LocalizedText("写入后存为 b.jpg", "mark a.jpg and write b.jpg"))
            ]),
          Command(
            "resize", summary: LocalizedText("改变大小", "resize"),
            parameters: [sizes.parameter, target.parameter],
            examples: [
              Command.Example("yuantu mark resize 1 2 png", LocalizedText("改", "resize"))
            ]),
        ]),
    ])

  /// Parses a line of words separated by spaces that must ask to run something.
  static func run(_ line: String) throws -> (names: [String], arguments: Arguments) {
    let words = line.split(separator: " ").map(String.init)
    guard case .run(let path, let arguments) = try Invocation(parsing: words, for: command) else {
      throw NotARun()
    }
    return (path.subcommandNames, arguments)
  }

  /// The mistake in `line`, nil when there is none.
  static func mistake(_ line: String) -> UsageError? {
    do {
      _ = try Invocation(
        parsing: line.split(separator: " ").map(String.init), for: command)
      return nil
    } catch {
      return error
    }
  }

  /// The path to the command `names`, as `--help` returns it.
  static func path(_ names: [String]) throws -> CommandPath {
    guard case .help(let path) = try Invocation(parsing: names + ["--help"], for: command) else {
      throw NotARun()
    }
    return path
  }

  struct NotARun: Error {}
}
