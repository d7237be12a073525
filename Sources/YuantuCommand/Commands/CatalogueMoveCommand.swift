import CommandLineKit
import Wording
import Yuantu

/// `yuantu catalogue export` and `import`: the shop's register moves from one database to another.
enum CatalogueMoveCommand {
  static let file = Key<String>.argument(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("导出文件（JSON 行）", "the exported file (JSON lines)"), content: .file)

  static let export = Command(
    "export",
    summary: LocalizedText("把登记目录写成一个文件", "write the register to one file"),
    discussion: LocalizedText(
      "导出全部登记内容（不含密钥），格式公开（JSON 行，见 docs/catalogue.md）。内容相同的目录，无论存在哪种数据库里，"
        + "导出的文件逐字节相同。文件未加密，请妥善保管。",
      "Writes every entry (no keys) in an open form, JSON lines, described in docs/catalogue.md. Equal "
        + "registers give equal bytes, whichever database they are in. The file is not encrypted."),
    parameters: [file.parameter],
    examples: [
      Command.Example(
        "yuantu catalogue export register.jsonl", LocalizedText("导出", "export the register"))
    ])
  static let `import` = Command(
    "import",
    summary: LocalizedText("把导出的登记内容放进空目录", "take an exported register into an empty catalogue"),
    discussion: LocalizedText(
      "目录须为空，不存在则新建；要么全部导入，要么什么都不写。之后店铺就使用这个目录，并记下它的地址（不含密码）。",
      "The catalogue must be empty, and is made if it is not there. Everything is taken in or nothing. "
        + "From then on the shop uses that catalogue and notes its address, without a password."),
    parameters: [file.parameter],
    examples: [
      Command.Example(
        "yuantu catalogue import register.jsonl --catalogue postgresql://shop@db/yuantu",
        LocalizedText("搬到数据库服务器", "move to a database server"))
    ])

  static func runExport(_ session: Session) throws(Problem) -> ExitCode {
    let path = session.arguments[file]
    let count = try CatalogueMove(shopIn: session.home, catalogue: try session.catalogue())
      .export(to: path)
    session.console.say(
      LocalizedText(
        "已导出 \(count) 条到 \(SafeText.escaped(path))。",
        "\(count) entries written to \(SafeText.escaped(path))."))
    session.console.emit(MoveEvent(event: "exported", file: path, entries: count))
    return .done
  }

  static func runImport(_ session: Session) throws(Problem) -> ExitCode {
    let path = session.arguments[file]
    let count = try CatalogueMove(shopIn: session.home, catalogue: try session.catalogue())
      .import(from: path)
    session.console.say(
      LocalizedText(
        "已导入 \(count) 条，店铺现在使用这个目录。", "\(count) entries taken in; the shop now uses this catalogue."
      ))
    session.console.emit(MoveEvent(event: "imported", file: path, entries: count))
    return .done
  }
}

private struct MoveEvent: Encodable {
  let event: String
  let file: String
  let entries: Int
}
