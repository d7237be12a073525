import Wording

extension Problem {
  static func lostRoot(_ folder: String) -> Problem {
    Problem(
      code: "keys.rootLost", path: folder,
      text: LocalizedText(
        "店铺根证书的私钥不在这里。请把 root-key 文件放回，或恢复备份；确实丢失时用 keys rotate --new-root 建立新的根证书。",
        "The private key of the shop's root is not here. Put its root-key file back or restore the "
          + "backup; when it is lost, keys rotate --new-root makes a new root."))
  }

  static func unfitCertificate(_ detail: String) -> Problem {
    Problem(
      code: "keys.unfitCertificate",
      text: LocalizedText(
        "这张证书不能用来签署来源记录：链不到 --anchors 给出的根证书、不在有效期内，或用途不符。",
        "This certificate cannot sign provenance records: it does not lead to a root given with "
          + "--anchors, is not valid now, or is not meant for it."),
      detail: detail)
  }

  static let revocationInFuture = Problem(
    code: "usage.revocationInFuture",
    text: LocalizedText("作废日期不能在将来。", "A key cannot be revoked from a date to come."))

  static func unknownKey(_ fingerprint: String) -> Problem {
    Problem(
      code: "keys.unknown",
      text: LocalizedText(
        "本店没有用过这个指纹的密钥；用 yuantu keys list 查看。",
        "The shop has used no key of this fingerprint; see yuantu keys list."),
      detail: fingerprint)
  }

  static let foreignCertificate = Problem(
    code: "keys.foreignCertificate",
    text: LocalizedText(
      "这张证书由别的机构或以前的根证书签发：请到签发机构办理吊销，再用 keys revoke --crl 导入它的吊销列表。",
      "This certificate is from another authority or a former root: have its issuer revoke it, then take "
        + "in the issuer's list with keys revoke --crl."))

  static let strangeRevocationList = Problem(
    code: "keys.strangeRevocationList",
    text: LocalizedText(
      "吊销列表不是由本店所用证书的签发机构签署的，未采用。",
      "The revocation list is not signed by an issuer of the shop's certificates; it was not taken."
    ))
}
