import Cases
import Catalogue
import Codecs
import Files
import Manifests
import Marking
import Matching
import Trust
import Typesetting
import Wording

extension Problem {
  static func damagedShop(_ folder: String) -> Problem {
    Problem(
      code: "shop.damaged", path: folder,
      text: LocalizedText(
        "店铺文件不完整或互相不符；请用备份恢复。",
        "The shop's files are incomplete or do not fit each other; restore the backup."))
  }

  static func lostKey(_ folder: String) -> Problem {
    Problem(
      code: "keys.lost", path: folder,
      text: LocalizedText(
        "签名密钥文件不见了。有备份请恢复；没有的话运行 yuantu keys rotate 换用新密钥，再用 yuantu keys countersign "
          + "为旧记录加签。",
        "The signing key's file is gone. Restore the backup; without one, run yuantu keys rotate for a "
          + "new key, then yuantu keys countersign for the old records."))
  }

  static func clockOutsideCertificate(_ folder: String) -> Problem {
    Problem(
      code: "keys.clock", path: folder,
      text: LocalizedText(
        "这台机器的时钟不在签名证书的有效期内，现在签署的记录以后无法核验，因此没有签署。请校准时钟；时钟无误时运行 "
          + "yuantu keys rotate。",
        "This machine's clock is outside the signing certificate's validity; a record signed now would "
          + "never hold, so none was. Set the clock; when it is right, run yuantu keys rotate."))
  }

  static func anotherRun(_ folder: String) -> Problem {
    Problem(
      code: "protect.anotherRun", path: folder,
      text: LocalizedText(
        "这家店铺已有一个 protect 正在运行，请等它结束。",
        "Another protect run of this shop is going on; wait for it to end."))
  }

  static func foreignOutput(_ output: String) -> Problem {
    Problem(
      code: "output.exists",
      text: LocalizedText(
        "目标位置已有不是本店生成的文件，未覆盖；请换一个输出文件夹。",
        "A file that this shop did not make is already there and was not replaced; choose another "
          + "output folder."),
      detail: output)
  }

  static func outputOverSources(_ folder: String) -> Problem {
    Problem(
      code: "usage.outputOverSources", path: folder,
      text: LocalizedText(
        "输出文件夹不能就是来源文件夹；请换一个 --out。",
        "The output folder cannot be a source folder itself; choose another --out."))
  }

  static let markNotReadable = Problem(
    code: "marking.notReadable",
    text: LocalizedText(
      "写入后无法可靠读回隐形水印（图片太小、内容太少或压缩太强），未生成交付图。",
      "The mark could not be read back reliably (too small, too empty or compressed too hard), so "
        + "no copy was issued."))

  init(_ error: TrustError, path: String?) {
    let text =
      switch error.code {
      case .wrongPassphrase, .wrongPassphraseOrDamaged:
        LocalizedText(
          "口令不对，或文件已损坏。", "The passphrase is wrong, or the file is damaged.")
      case .passphraseNeeded:
        LocalizedText("需要口令。", "A passphrase is needed.")
      case .malformedKey, .unsupportedKey, .keyMismatch, .malformedCertificate, .invalidValidity,
        .unsupportedVersion:
        LocalizedText(
          "密钥或证书文件无法使用；请用备份恢复。",
          "A key or certificate file cannot be used; restore the backup.")
      case .invalidName:
        LocalizedText(
          "店铺名不能写入证书。", "The shop's name cannot stand in a certificate.")
      case .tooLarge:
        LocalizedText(
          "数据超过 1 GiB，放不进一个备份文件；请直接复制整个店铺文件夹。",
          "More than 1 GiB does not fit one backup file; copy the whole shop folder instead.")
      case .malformedToken:
        LocalizedText(
          "不是 RFC 3161 时间戳文件，或对方没有给出时间戳。",
          "Not an RFC 3161 time stamp, or one that was refused.")
      case .malformedProof:
        LocalizedText(
          "时间证明已损坏，无法读取。", "The proof of time is damaged and cannot be read.")
      case .libraryFailed: LocalizedText("加密库出错。", "The cryptographic library failed.")
      }
    self.init(
      code: "trust.\(error.code.rawValue)", path: path, text: text, detail: error.detail)
  }

  init(_ error: CatalogueError, path: String?) {
    let text =
      switch error.code {
      case .notFound, .notACatalogue, .damaged:
        LocalizedText(
          "目录数据库缺失或损坏；请用备份恢复。",
          "The catalogue is missing or damaged; restore the backup.")
      case .newerSchema:
        LocalizedText(
          "目录由更新版本的工具写成，请升级。", "The catalogue is from a newer version; update the tool.")
      case .diskFull: LocalizedText("磁盘空间不足。", "The disk is full.")
      case .readOnly: LocalizedText("店铺文件夹只读。", "The shop's folder is read-only.")
      case .busy:
        LocalizedText(
          "目录正被另一个进程使用，请稍后再试。",
          "Another process is using the catalogue; try again later.")
      case .alreadyExists:
        LocalizedText(
          "那里已有登记内容，未改动；请换一个空的数据库或模式（schema）。",
          "There are entries there already, which were left alone; choose an empty database or "
            + "schema.")
      case .badAddress:
        LocalizedText(
          "目录地址无法识别；应为 postgresql://用户@主机/数据库。",
          "Not a catalogue's address; it is to be postgresql://USER@HOST/DATABASE.")
      case .notAnExport:
        LocalizedText(
          "不是完整的目录导出文件（可能被截断或改动），什么都没有写入。",
          "Not a complete export of a catalogue (cut short or changed?); nothing was written.")
      case .unreachable:
        LocalizedText(
          "数据库服务器没有应答；请检查地址、网络和服务器是否已启动。",
          "The database server did not answer; check the address, the network and whether it runs.")
      case .accessDenied:
        LocalizedText(
          "数据库服务器拒绝了此用户；请检查用户名、密码文件（PGPASSFILE 或 ~/.pgpass）和权限。",
          "The database server refused this user; check the name, the password file (PGPASSFILE or "
            + "~/.pgpass) and the user's rights.")
      case .connectionLost:
        LocalizedText(
          "与数据库服务器的连接中断；再运行一次即可从断点继续。",
          "The connection to the database server was lost; run it again to go on where it was.")
      case .foreignShop:
        LocalizedText(
          "这个数据库里是另一家店铺的目录，未改动；请核对 --catalogue、YUANTU_CATALOGUE 和 --home。",
          "The database holds the catalogue of another shop and was left alone; check --catalogue, "
            + "YUANTU_CATALOGUE and --home.")
      case .cannotOpen, .inputOutput, .tooLarge, .invalidEntry, .unknownReference,
        .conflict, .alreadyIssued, .payloadsExhausted, .failed:
        LocalizedText("目录数据库操作失败。", "The catalogue could not do it.")
      }
    self.init(code: "catalogue.\(error.code)", path: path, text: text, detail: error.detail)
  }

  /// Words for any error of the modules below; the path is used where the error has none.
  public init(any error: any Error, path: String?) {
    switch error {
    case let problem as Problem: self = problem
    case let error as FilesError: self.init(error)
    case let error as TrustError: self.init(error, path: path)
    case let error as CatalogueError: self.init(error, path: path)
    case let error as CodecError: self.init(error, path: path ?? "")
    case let error as TimestampFailure: self.init(error)
    case let error as MarkingError: self.init(error, path: path ?? "")
    case let error as MatchingError: self.init(error, path: path ?? "")
    case let error as PackageError: self.init(error)
    case let error as TypesettingError: self.init(error)
    case let error as ManifestError:
      self.init(
        code: "manifest.\(error.code.rawValue)", path: path,
        text: LocalizedText("记录无法写成或读取。", "The record cannot be made or read."),
        detail: error.detail)
    default:
      self.init(
        code: "unexpected", path: path,
        text: LocalizedText("发生意外错误。", "Something unexpected happened."), detail: "\(error)")
    }
  }
}
