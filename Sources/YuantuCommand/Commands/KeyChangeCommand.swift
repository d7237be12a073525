import CommandLineKit
import Files
import Trust
import Wording
import Yuantu

/// `yuantu keys rotate`, `revoke`, `import` and `countersign`.
enum KeyChangeCommand {
  static let algorithm = Key<KeyAlgorithm?>.option(
    "algorithm", valueName: LocalizedText("算法", "ALGORITHM"),
    help: LocalizedText(
      "新密钥的签名算法（默认与原来相同）", "the new key's signature algorithm (default: as before)"))
  static let newRoot = Key<Bool>.flag(
    "new-root",
    help: LocalizedText(
      "同时建立新的根证书（根证书私钥丢失时）", "make a new root too (when the root's key is lost)"))
  static let key = Key<String?>.option(
    "key", valueName: LocalizedText("指纹", "FINGERPRINT"),
    help: LocalizedText(
      "作废哪个密钥（64 位十六进制；默认为正在使用的，随即换新）",
      "which key (64 hexadecimal digits; default: the one in use, which is then rotated)"))
  static let since = Key<String?>.option(
    "since", valueName: LocalizedText("日期", "DATE"),
    help: LocalizedText(
      "从何时起不可再信，如 2026-11-20（本机时区零点）或 2026-11-20T08:00:00Z；默认为现在",
      "from when it is not to be relied on, such as 2026-11-20 (midnight here) or "
        + "2026-11-20T08:00:00Z; default: now"))
  static let crl = Key<String?>.option(
    "crl", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "改为导入其他签发机构的吊销列表（PEM）", "take in another authority's revocation list (PEM) instead"),
    content: .file)
  static let container = Key<String>.argument(
    "file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("PKCS#12 文件（.p12、.pfx）", "a PKCS#12 file (.p12, .pfx)"), content: .file)
  static let anchors = Key<String>.requiredOption(
    "anchors", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText("签发机构的根证书（PEM）", "the authority's root certificates (PEM)"),
    content: .file)
  static let containerPassphrase = Key<String>.requiredOption(
    "file-passphrase", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "第一行是 PKCS#12 文件口令的文件", "a file whose first line is the PKCS#12 file's passphrase"),
    content: .file)

  static let rotate = Command(
    "rotate",
    summary: LocalizedText("换用新的签名密钥和证书", "take a new signing key and certificate into use"),
    discussion: LocalizedText(
      "旧私钥随即删除，旧证书保留，用来校验以前的记录。签名密钥文件丢失时也可使用。",
      "The former private key is deleted; its certificate is kept, to check earlier records. Works too "
        + "when the signing key's file is lost."),
    parameters: [algorithm.parameter, newRoot.parameter],
    examples: [
      Command.Example("yuantu keys rotate", LocalizedText("换用新密钥", "a new key"))
    ])
  static let revoke = Command(
    "revoke",
    summary: LocalizedText("作废密钥，注明从何时起", "revoke a key, with the date from which"),
    discussion: LocalizedText(
      "写入由店铺根证书签署的吊销列表（revocations.pem，标准 X.509 CRL）。作废日期之前已有可信时间戳的记录仍然有效；"
        + "之后的，或没有时间戳的，校验不通过。",
      "Writes a revocation list signed by the shop's root (revocations.pem, a standard X.509 CRL). "
        + "Records that a trusted time stamp shows to be older stay good; later ones, and ones without "
        + "a stamp, fail their check."),
    parameters: [key.parameter, since.parameter, crl.parameter],
    examples: [
      Command.Example(
        "yuantu keys revoke --since 2026-11-20",
        LocalizedText("电脑 11 月 20 日被盗", "the computer was stolen on 20 November"))
    ])
  static let `import` = Command(
    "import",
    summary: LocalizedText("改用其他机构签发的证书", "use a certificate from another authority"),
    parameters: [container.parameter, anchors.parameter, containerPassphrase.parameter],
    examples: [
      Command.Example(
        "yuantu keys import shop.p12 --anchors ca-root.pem --file-passphrase p12.txt",
        LocalizedText("导入机构签发的证书和私钥", "take in a key with its certificate"))
    ])
  static let countersign = Command(
    "countersign",
    summary: LocalizedText("用现在的密钥为旧记录加签", "sign the old records again with the key in use"),
    discussion: LocalizedText(
      "用在旧密钥丢失或换用之后：一次签名覆盖全部旧记录，再由 yuantu stamp 加盖时间戳。加签不改变旧记录的时间。",
      "For when the former key is lost or retired: one signature covers all old records, and yuantu "
        + "stamp dates it. It does not change what is known about their time."),
    examples: [
      Command.Example("yuantu keys countersign", LocalizedText("为旧记录加签", "countersign"))
    ])

  static func runRotate(_ session: Session) throws(Problem) -> ExitCode {
    try change(session).rotate(
      session.arguments[algorithm]?.signature, newRoot: session.arguments[newRoot])
    return try say(session)
  }

  static func runRevoke(_ session: Session) throws(Problem) -> ExitCode {
    let change = try change(session)
    if let crl = session.arguments[crl] {
      do {
        try change.take(try RevocationList.all(inPEM: FileBytes.read(crl, atMost: 4 << 20)))
      } catch { throw Problem(any: error, path: crl) }
      return try say(session)
    }
    let moment = try session.arguments[since].map { (text) throws(Problem) in
      guard let seconds = Moment.unixSeconds(text) else { throw unreadableDate(text) }
      return seconds
    }
    let isCurrent = try change.revoke(
      keyFingerprint: session.arguments[key],
      since: moment ?? session.surroundings.now() / 1000, reason: .keyCompromise)
    if isCurrent { try change.rotate(nil, newRoot: false) }
    return try say(session)
  }

  static func runImport(_ session: Session) throws(Problem) -> ExitCode {
    let source = session.arguments[container]
    let phrase = PassphraseSource(
      file: session.arguments[containerPassphrase], language: session.console.language)
    guard let passphrase = try phrase.given() else { throw KeysCommand.backupNeedsPassphrase }
    do {
      let container = try KeyContainer(
        pkcs12: FileBytes.read(source, atMost: 1 << 20), passphrase: passphrase)
      try change(session).adopt(
        container, anchors: try session.certificates(session.arguments[anchors]))
    } catch { throw Problem(any: error, path: source) }
    return try say(session)
  }

  static func runCountersign(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let report = try Countersigning.run(shop: shop, surroundings: session.surroundings)
    session.console.say(
      report.records == 0
        ? LocalizedText("没有需要加签的旧记录。", "There are no old records to countersign.")
        : LocalizedText(
          "已为 \(report.records) 条旧记录加签；请运行 yuantu stamp 加盖时间戳。",
          "\(report.records) old records countersigned; run yuantu stamp to date it."))
    session.console.emit(
      CountersignEvent(
        event: "countersigned", records: report.records, identifier: report.identifier))
    return .done
  }

  private static func change(_ session: Session) throws(Problem) -> KeyChange {
    let source = session.passphrases
    return try KeyChange(shopIn: session.home, surroundings: session.surroundings) {
      () throws(Problem) in try source.existing()
    }
  }

  /// What the shop's keys are now, and the reminder that an old backup does not have them.
  private static func say(_ session: Session) throws(Problem) -> ExitCode {
    let code = try KeysCommand.runList(session)
    session.console.remark(
      LocalizedText(
        "密钥资料已变动，请用 yuantu keys backup 重新备份。",
        "The keys have changed; write a new backup with yuantu keys backup."))
    return code
  }

  private static func unreadableDate(_ text: String) -> Problem {
    Problem(
      code: "usage.date",
      text: LocalizedText(
        "日期写法如 2026-11-20 或 2026-11-20T08:00:00Z。",
        "A date is written like 2026-11-20 or 2026-11-20T08:00:00Z."),
      detail: text)
  }
}

private struct CountersignEvent: Encodable {
  let event: String
  let records: Int
  let identifier: String
}
