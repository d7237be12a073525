import CommandLineKit
import Trust
import Wording
import Yuantu

/// `yuantu keys`: the shop's keys and their backup.
enum KeysCommand {
  static let file = Key<String>.argument(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("备份文件", "the backup file"), content: .file)

  static let backupNeedsPassphrase = Problem(
    code: "backup.needsPassphrase",
    text: LocalizedText(
      "备份总是加密的：请用 --passphrase-file 或环境变量 \(PassphraseSource.environmentName) 给出备份口令。",
      "A backup is always encrypted: give its passphrase with --passphrase-file or in "
        + "\(PassphraseSource.environmentName)."))

  static let list = Command(
    "list", summary: LocalizedText("显示店铺的密钥和证书", "show the shop's key and certificate"),
    examples: [Command.Example("yuantu keys list", LocalizedText("显示密钥", "show the key"))])
  static let backup = Command(
    "backup", summary: LocalizedText("把整个店铺写成一个加密文件", "write the shop to one encrypted file"),
    parameters: [file.parameter],
    examples: [
      Command.Example(
        "yuantu keys backup ~/qinghe.backup", LocalizedText("写出备份", "write a backup"))
    ])
  static let restore = Command(
    "restore", summary: LocalizedText("从备份恢复店铺", "turn a backup into the same shop again"),
    parameters: [file.parameter],
    examples: [
      Command.Example(
        "yuantu keys restore ~/qinghe.backup --home ~/qinghe",
        LocalizedText("恢复到新文件夹", "restore into a new folder"))
    ])
  static let command = Command(
    "keys",
    summary: LocalizedText(
      "密钥：查看、更换、作废、导入、加签、备份、恢复",
      "keys: list, rotate, revoke, import, countersign, backup, restore"),
    subcommands: [
      list, KeyChangeCommand.rotate, KeyChangeCommand.revoke, KeyChangeCommand.import,
      KeyChangeCommand.countersign, backup, restore,
    ])

  static func runList(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    session.console.say(LocalizedText("店铺：\(shop.name)", "Shop: \(shop.name)"))
    for certificate in [shop.certificate] + shop.formerCertificates.reversed() {
      let key = KeyEvent(certificate, of: shop)
      for line in key.lines { session.console.say(line) }
      session.console.emit(key)
    }
    session.console.say(
      shop.hasPassphrase
        ? LocalizedText("密钥由口令保护。", "The keys are locked with a passphrase.")
        : LocalizedText("密钥没有口令，只靠文件权限保护。", "The keys have no passphrase, only file modes."))
    return .done
  }

  static func runBackup(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let passphrase =
      shop.hasPassphrase ? try session.passphrases.existing() : try session.passphrases.given()
    guard let passphrase else { throw backupNeedsPassphrase }
    let target = session.arguments[file]
    try ShopBackup.write(
      shopIn: session.home, catalogue: try session.catalogue(), to: target, passphrase: passphrase,
      surroundings: session.surroundings)
    session.console.say(
      LocalizedText(
        "备份已写入 \(target)，请存放到另一台设备。",
        "Backup written to \(target); keep it on another device."))
    return .done
  }

  static func runRestore(_ session: Session) throws(Problem) -> ExitCode {
    let source = session.arguments[file]
    try ShopBackup.restore(
      source, into: session.home, catalogue: try session.catalogue(),
      passphrase: try session.passphrases.existing())
    session.console.say(
      LocalizedText("店铺已恢复到 \(session.home)", "The shop is restored in \(session.home)"))
    return .done
  }
}
