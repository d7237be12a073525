import CommandLineKit
import Glibc
import Wording

/// The options every command takes.
enum CommonOptions {
  static let home = Key<String?>.option(
    "home", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText(
      "店铺所在文件夹（默认 $YUANTU_HOME，否则为用户数据文件夹）",
      "the shop's folder (default $YUANTU_HOME, else below the user's data folder)"),
    content: .directory)
  static let catalogue = Key<String?>.option(
    "catalogue", valueName: LocalizedText("地址", "ADDRESS"),
    help: LocalizedText(
      "登记目录所在：postgresql://… 或 sqlite（默认 $YUANTU_CATALOGUE，否则以店铺记录为准）；密码放密码文件",
      "where the catalogue is: postgresql://… or sqlite (default $YUANTU_CATALOGUE, else what the shop "
        + "says); keep the password in a password file"))
  static let language = Key<Language?>.option(
    "language", valueName: LocalizedText("语言", "LANGUAGE"),
    help: LocalizedText(
      "输出语言（默认取环境变量，英文环境为英文，其余为中文）",
      "language of messages (default from the environment; Chinese unless it is English)"))
  static let json = Key<Bool>.flag(
    "json",
    help: LocalizedText(
      "标准输出每行一个 JSON 对象，提示走标准错误",
      "one JSON object a line on standard output, messages on standard error"))
  static let quiet = Key<Bool>.flag(
    "quiet", "q", help: LocalizedText("不显示进度和逐条结果", "no progress and no line per file"))
  static let jobs = Key<Int>.option(
    "jobs", "j", valueName: LocalizedText("数量", "N"),
    help: LocalizedText("同时处理的图片数", "pictures at once"),
    default: min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 256), in: 1...256)
  static let passphraseFile = Key<String?>.option(
    "passphrase-file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "从文件第一行读取口令（否则用 $YUANTU_PASSPHRASE，再否则在终端询问）",
      "read the passphrase from a file's first line (else $YUANTU_PASSPHRASE, else ask)"),
    content: .file)

  static let parameters = [
    home.parameter, catalogue.parameter, language.parameter, json.parameter, quiet.parameter,
    jobs.parameter,
    passphraseFile.parameter,
  ]
}
