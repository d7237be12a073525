import Matching
import Wording

extension Problem {
  init(_ error: MatchingError, path: String) {
    let text =
      switch error.code {
      case .pictureTooLarge:
        LocalizedText("图片太大，无法提取特征。", "The picture is too large for finding features.")
      case .outOfMemory:
        LocalizedText(
          "内存不足，无法比对内容；请减小 --jobs。",
          "Not enough memory to compare content; lower --jobs.")
      case .visionFailed:
        LocalizedText("提取或匹配特征失败。", "Finding or matching features failed.")
      case .indexDamaged:
        LocalizedText(
          "特征索引已损坏；运行 yuantu catalogue index --rebuild 重建（目录和原图不受影响）。",
          "The index of features is damaged; rebuild it with yuantu catalogue index --rebuild (the "
            + "catalogue and the originals are not affected).")
      case .indexOfOtherVersion:
        LocalizedText(
          "特征索引由另一版本生成；运行 yuantu catalogue index --rebuild 重建。",
          "The index of features was made by another version; rebuild it with "
            + "yuantu catalogue index --rebuild.")
      case .indexInaccessible:
        LocalizedText(
          "无法读写特征索引，请检查磁盘空间和权限。",
          "The index of features cannot be read or written; check disk space and permissions.")
      case .indexFull:
        LocalizedText("特征索引已满。", "The index of features is full.")
      case .tooFewFeatures:
        LocalizedText("特征太少。", "There are too few features.")
      }
    self.init(
      code: "matching.\(error.code.rawValue)", path: path, text: text, detail: error.detail)
  }

  static func indexInUse(_ path: String) -> Problem {
    Problem(
      code: "index.inUse", path: path,
      text: LocalizedText(
        "另一个 yuantu 正在写特征索引，请等它完成后再运行。",
        "Another yuantu is writing the index of features; run this again when it is done."))
  }

  static func sourceGone(_ path: String) -> Problem {
    Problem(
      code: "index.sourceGone", path: path,
      text: LocalizedText(
        "源文件已不在或已改变，也没有比对图，无法加入索引；请恢复该文件后重试。",
        "The source is gone or has changed and there is no view of it, so it cannot be indexed; "
          + "bring the file back and try again."))
  }
}
