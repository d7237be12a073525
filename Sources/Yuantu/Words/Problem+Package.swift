import Cases
import Wording

extension Problem {
  init(_ error: PackageError) {
    if let underlying = error.underlying {
      self.init(underlying)
      return
    }
    self.init(
      code: "package.\(error.code.rawValue)", path: error.path, text: Self.text(of: error.code),
      detail: error.detail)
  }

  private static func text(of code: PackageError.Code) -> LocalizedText {
    switch code {
    case .notAPackage:
      LocalizedText(
        "不是本工具的材料包（没有 index.json）；请给出整个文件夹或原样的 zip。",
        "Not a package of this tool (no index.json); give the whole folder, or the zip as it came.")
    case .unsupportedVersion:
      LocalizedText(
        "材料包由更新的版本写成；请更新本工具。",
        "The package was written by a later version; update this tool.")
    case .malformedIndex:
      LocalizedText(
        "材料包的清单 index.json 损坏或自相矛盾，材料包不应采用。",
        "The package's list, index.json, is damaged or contradicts itself; do not rely on the package."
      )
    case .unsafeName:
      LocalizedText(
        "文件名不安全（指向包外、绝对路径或含特殊字符），整个材料包被拒绝。",
        "An unsafe name (out of the package, absolute, or with special characters): refused as a whole."
      )
    case .duplicateName:
      LocalizedText(
        "有两个同名文件，整个材料包被拒绝。", "Two files of one name: the package is refused as a whole.")
    case .notAFile:
      LocalizedText(
        "材料包里有链接或特殊文件，整个材料包被拒绝。",
        "A link or a special file is in the package: refused as a whole.")
    case .tooManyFiles:
      LocalizedText(
        "文件太多，超过上限，未读取。", "More files than are read; the package was refused.")
    case .tooLarge:
      LocalizedText("超过大小上限，未读取。", "Larger than is read; the package was refused.")
    case .compressionBomb:
      LocalizedText(
        "解压后会异常膨胀（压缩炸弹），整个材料包被拒绝。",
        "It would grow out of proportion when unpacked: refused as a whole.")
    case .damagedArchive:
      LocalizedText(
        "压缩包损坏，请重新获取。", "The archive is damaged; get it again.")
    case .encrypted:
      LocalizedText("压缩包有密码，请先解压。", "The archive has a password; unpack it first.")
    case .wrongForm:
      LocalizedText(
        "这是可出示给对方的形式，不能放入原图、权利文件、上传件或单图密钥；未写出。",
        "This form may be shown to the other side: originals, rights papers, uploads and picture keys "
          + "cannot be in it; nothing was written.")
    case .privateMetadata:
      LocalizedText(
        "这张图片含机身序列号或拍摄地点，不能放入可出示给对方的材料包；未写出。",
        "This picture tells a serial number or a place and cannot be in a package shown to the other "
          + "side; nothing was written.")
    case .sourceChanged:
      LocalizedText(
        "文件与登记时不同，未写出材料包。", "The file is not the recorded one any more; nothing was written.")
    case .filesFailed: LocalizedText("读写失败。", "Reading or writing failed.")
    case .signingFailed:
      LocalizedText("材料包无法签名。", "The package could not be signed.")
    }
  }
}
