import Cases
import Codecs
import Wording

/// Whether the files of a case would be taken by the platform's reviewer, by the known reasons for refusal.
struct Preflight {
  private static let smallestShare = 0.6

  let request: CaseRequest
  private(set) var items: [PreflightItem] = []

  init(_ request: CaseRequest) { self.request = request }

  /// Nothing is refused by what is known.
  var isReady: Bool { !items.contains { $0.level == .red } }

  mutating func add(
    _ level: PreflightItem.Level, _ code: String, _ subject: String = "", _ chinese: String,
    _ english: String
  ) {
    items.append(PreflightItem(level, code, subject, LocalizedText(chinese, english)))
  }

  mutating func check(_ candidate: Candidate) {
    let name = candidate.fileName
    let uploads = request.form.uploads
    if candidate.findings.contains(.notDecodable) {
      add(
        .red, "original.format", name,
        "RAW 或分层文件（\(candidate.format)），表格不收；只能作为辅助材料。请找同一次拍摄的相机直出 JPEG。",
        "A raw or layered file (\(candidate.format)); the form does not take it. It can only support. Find "
          + "the camera's own JPEG of the same shot.")
      return
    }
    checkSource(candidate)
    if let least = uploads.minimumBytes, candidate.size < least {
      add(
        .red, "original.tooSmall", name,
        "文件 \(candidate.size) 字节，小于下限 \(least) 字节；不会为凑大小而放大。",
        "\(candidate.size) bytes, below the floor of \(least); nothing is enlarged to reach it.")
    }
    if let most = uploads.maximumBytes, candidate.size > most {
      add(
        .amber, "original.tooLarge", name,
        "文件 \(candidate.size) 字节，超过上限 \(most)；已制作保留 EXIF 的派生副本，并写明其原图哈希。",
        "\(candidate.size) bytes, above the ceiling of \(most); a derived copy that keeps EXIF was made and "
          + "names its original.")
    } else if ImageFormat(rawValue: candidate.format).map({ !uploads.formats.contains($0) }) ?? true
    {
      add(
        .amber, "original.converted", name,
        "表格不收 \(candidate.format)；已制作保留 EXIF 的 JPEG 派生副本。",
        "The form does not take \(candidate.format); a derived JPEG that keeps EXIF was made.")
    }
  }

  private mutating func checkSource(_ candidate: Candidate) {
    let name = candidate.fileName
    if candidate.hasScreenshotName {
      add(
        .red, "original.screenshot", name, "文件名像截图；截图不能作为原图。",
        "Named like a screenshot: never taken as an original.")
    }
    if candidate.findings.contains(.exifAbsent) {
      if candidate.hasChatName {
        add(
          .red, "original.chatCopy", name,
          "像是聊天软件转发的副本（无 EXIF）；请用数据线或按“文件”重新传原图。",
          "Looks like a copy sent by a chat app (no EXIF); fetch the original by cable or as a file."
        )
      } else {
        add(
          .red, "original.noExif", name, "没有 EXIF，审核多半不认作原图；请找相机或手机里的原文件。",
          "No EXIF: most reviewers will not take it as an original; find the file in the camera or phone."
        )
      }
    } else {
      if candidate.findings.contains(.cameraAbsent) {
        add(
          .amber, "original.noCamera", name, "EXIF 中没有相机厂商和型号。", "EXIF names no camera.")
      }
      if candidate.findings.contains(.timeAbsent) {
        add(.amber, "original.noTime", name, "EXIF 中没有拍摄时间。", "EXIF has no capture time.")
      }
    }
    if candidate.findings.contains(.editedBySoftware) {
      let software = candidate.exif?.software ?? "?"
      add(
        .red, "original.edited", name,
        "“程序名称”= \(software)：由编辑软件保存，不是相机直出。请换相机里的文件。",
        "Program name = \(software): saved by an editor, not straight from the camera. Use the camera's file."
      )
    } else if candidate.findings.contains(.editedHistory) {
      add(
        .red, "original.editedHistory", name, "文件里有编辑软件的历史记录。",
        "The file carries an editor's history.")
    }
    if candidate.findings.contains(.sizeDiffersFromExif) {
      add(
        .amber, "original.sizeDiffersFromExif", name, "尺寸与 EXIF 记录不同，可能裁剪或缩放过。",
        "Its size is not what EXIF says: probably cropped or resized.")
    }
    if candidate.exif?.hasLocation == true {
      add(
        .amber, "original.location", name, "含拍摄地点（GPS）；只在“平台专用”材料中。",
        "Holds the place it was taken at (GPS); it is in the platform's form of the package only.")
    }
  }

  /// The pictures of the set against their original.
  mutating func checkSet(_ set: [Candidate], of originals: [Candidate]) {
    let needed = request.form.setPictures.minimum
    if set.count < needed {
      add(
        .red, "set.tooFew", "",
        "套图或花絮图只有 \(set.count) 张，至少要 \(needed) 张；请把同一次拍摄的其他照片用 originals add 登记，或用 --set 加入。",
        "Only \(set.count) further pictures of the set, at least \(needed) are asked for; register others of "
          + "the same shoot with originals add, or name them with --set.")
    }
    guard let main = originals.first else { return }
    for candidate in set {
      if let width = candidate.width, let height = candidate.height, let mainWidth = main.width,
        let mainHeight = main.height,
        Double(max(width, height)) < Self.smallestShare * Double(max(mainWidth, mainHeight))
      {
        add(
          .amber, "set.resolutionDiffers", candidate.fileName, "分辨率明显低于原图，审核可能起疑。",
          "Of much lower resolution than the original; a reviewer may ask.")
      }
      if let exif = candidate.exif, let own = main.exif, exif.model != nil, own.model != nil,
        exif.model != own.model
      {
        add(
          .amber, "set.deviceDiffers", candidate.fileName, "拍摄设备与原图不同。",
          "Taken with another device than the original.")
      }
    }
  }
}
