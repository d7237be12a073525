import CommandLineKit
import Glibc
import Trust
import Wording
import Yuantu

/// `yuantu init`: a new shop.
enum InitCommand {
  static let shop = Key<String>.requiredOption(
    "shop", valueName: LocalizedText("店铺名", "NAME"),
    help: LocalizedText("店铺名，写入证书和每条记录", "the shop's name, in its certificate and every record"))
  static let noPassphrase = Key<Bool>.flag(
    "no-passphrase",
    help: LocalizedText(
      "密钥不设口令，只靠文件权限保护", "leave the keys without a passphrase, protected by file modes only"))
  static let backup = Key<String?>.option(
    "backup", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("立即写出加密备份文件", "write the encrypted backup file at once"), content: .file)
  static let noBackup = Key<Bool>.flag(
    "no-backup",
    help: LocalizedText("现在不备份（密钥丢失则无法恢复）", "no backup now (a lost key cannot be had again)"))

  static let command = Command(
    "init",
    summary: LocalizedText("建立店铺：密钥、证书、水印密钥、空目录", "make a shop: keys, certificate, catalogue"),
    discussion: LocalizedText(
      "在店铺文件夹中生成签名密钥、店铺根证书、256 位水印密钥和空目录。已有店铺时不会覆盖。"
        + "丢失密钥就无法再证明记录出自本店，因此必须选择 --backup 或 --no-backup。",
      "Makes a signing key, the shop's root certificate, a 256-bit mark secret and an empty "
        + "catalogue in the shop's folder. Never overwrites a shop. Without its key a shop cannot "
        + "show that records are its own, so choose --backup or --no-backup."),
    parameters: [shop.parameter, noPassphrase.parameter, backup.parameter, noBackup.parameter],
    examples: [
      Command.Example(
        "yuantu init --shop Qinghe --backup ~/qinghe.backup",
        LocalizedText("建立店铺并写出备份", "make a shop and its backup"))
    ])

  static func run(_ session: Session) throws(Problem) -> ExitCode {
    let arguments = session.arguments
    let backupFile = try backupChoice(session)
    let passphrase = arguments[noPassphrase] ? nil : try session.passphrases.new()
    // Asked before anything is made: a shop without the backup that was wanted would stand in the way of a second try.
    var backupPassphrase = passphrase
    if backupFile != nil, passphrase == nil {
      backupPassphrase = try session.passphrases.given()
      guard backupPassphrase != nil else { throw KeysCommand.backupNeedsPassphrase }
    }
    let made = try Shop.create(
      session.home, name: arguments[shop], passphrase: passphrase,
      catalogue: try session.catalogue() ?? .home, surroundings: session.surroundings)
    if let backupFile, let backupPassphrase {
      try ShopBackup.write(
        shopIn: session.home, catalogue: try session.catalogue(), to: backupFile,
        passphrase: backupPassphrase,
        surroundings: session.surroundings)
    }
    session.console.say(
      LocalizedText(
        "店铺“\(made.name)”已建立：\(session.home)", "Shop “\(made.name)” made in \(session.home)"))
    session.console.say(
      LocalizedText(
        "签名公钥指纹：\(made.keyFingerprint)", "Fingerprint of its key: \(made.keyFingerprint)"))
    if let backupFile {
      session.console.say(
        LocalizedText(
          "备份已写入 \(backupFile)，请存放到另一台设备。",
          "Backup written to \(backupFile); keep it on another device."))
    } else {
      session.console.say(
        LocalizedText(
          "尚未备份。请尽快运行 yuantu keys backup 文件。",
          "No backup yet. Run yuantu keys backup FILE soon."))
    }
    session.console.emit(
      ShopEvent(
        event: "shop", name: made.name, home: session.home, keyFingerprint: made.keyFingerprint,
        backup: backupFile))
    return .done
  }

  /// Where the backup goes, nil when it was declined; asked on a terminal.
  private static func backupChoice(_ session: Session) throws(Problem) -> String? {
    if let file = session.arguments[backup] { return file }
    if session.arguments[noBackup] { return nil }
    guard isatty(STDIN_FILENO) == 1, session.console.isInteractive else {
      throw Problem(
        code: "usage.backupChoice",
        text: LocalizedText(
          "请选择 --backup 文件 或 --no-backup：密钥丢失将无法恢复。",
          "Choose --backup FILE or --no-backup: a lost key cannot be had again."))
    }
    Console.write(
      LocalizedText(
        "备份文件保存到哪里（直接回车表示现在不备份）？",
        "Where should the backup file go (empty: no backup now)? "
      ).text(in: session.console.language), to: STDERR_FILENO)
    let answer = readLine() ?? ""
    return answer.isEmpty ? nil : answer
  }
}

private struct ShopEvent: Encodable {
  let event: String
  let name: String
  let home: String
  let keyFingerprint: String
  let backup: String?
}
