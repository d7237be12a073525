import Wording

extension Problem {
  static func notAFolderToWatch(_ path: String) -> Problem {
    Problem(
      code: "watch.notAFolder", path: path,
      text: LocalizedText(
        "要监视的不是现有的文件夹。", "What is to be watched is not a folder that is there."))
  }

  static func watchedInOutput(_ path: String) -> Problem {
    Problem(
      code: "usage.watchedInOutput", path: path,
      text: LocalizedText(
        "要监视的文件夹在输出文件夹里面，交付图会被当作新图片；请换一个 --out。",
        "The folder to watch is inside the output folder, so that copies would come in as new pictures; "
          + "choose another --out."))
  }

  static func shopChanged(_ folder: String) -> Problem {
    Problem(
      code: "watch.shopChanged", path: folder,
      text: LocalizedText(
        "店铺的密钥或证书已更换，监视结束；请重新启动，改用新的密钥。",
        "The shop's keys or certificates were changed, so the watch ends; start it again to use the new "
          + "ones."))
  }
}
