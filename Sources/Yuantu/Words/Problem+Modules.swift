import Catalogue
import Codecs
import Files
import Manifests
import Marking
import Trust
import Wording

extension Problem {
  init(_ error: CodecError, path: String) {
    let text =
      switch error.code {
      case .notAnImage:
        LocalizedText(
          "不是图片文件（可能是空文件、网页或文本改名），请核对来源。",
          "Not a picture (empty, or a web page or text under another name); check where it came "
            + "from.")
      case .unsupportedFormat:
        LocalizedText(
          "不支持这种图片格式；请导出为 JPEG、PNG 或 WebP。",
          "This picture format is not supported; export it as JPEG, PNG or WebP.")
      case .tooManyPixels:
        LocalizedText(
          "文件头声明的像素数超过上限，未解码；确有需要请提高 --max-pixels。",
          "The header claims more pixels than allowed, so it was not decoded; raise --max-pixels if "
            + "it is meant.")
      case .tooLarge:
        LocalizedText("文件太大，未读取。", "The file is too large and was not read.")
      case .truncated:
        LocalizedText(
          "文件不完整，请重新复制或下载。", "The file is incomplete; copy or download it again.")
      case .corrupt:
        LocalizedText(
          "文件已损坏，无法解码；请换用完好的副本。",
          "The file is damaged and cannot be decoded; use an intact copy.")
      case .outOfMemory:
        LocalizedText(
          "内存不足，无法解码；请减小 --jobs。", "Not enough memory to decode it; lower --jobs.")
      case .encodeFailed:
        LocalizedText(
          "无法按所选格式写出这张图片。", "The picture cannot be written in the chosen format.")
      case .byteCeilingUnreachable:
        LocalizedText(
          "在可接受的质量下无法压到要求的字节数；请放宽 --max-bytes 或先缩小图片。",
          "The byte ceiling cannot be met at an acceptable quality; raise --max-bytes or make the "
            + "picture smaller first.")
      case .byteFloorUnreachable:
        LocalizedText(
          "即使用最高质量，文件也达不到平台要求的最小字节数；请换用细节更多或更大的图片（不会用无用数据凑大小）。",
          "Even at the best quality the file stays below the platform's least size; use a larger or "
            + "more detailed picture (files are never padded).")
      }
    self.init(
      code: "codec.\(error.code.rawValue)", path: path, text: text, detail: error.detail)
  }

  init(_ error: FilesError) {
    let text =
      switch error.code {
      case .notFound: LocalizedText("找不到文件。", "There is no such file.")
      case .permissionDenied:
        LocalizedText(
          "没有权限读写，请检查文件权限。", "No permission to read or write; check the file's permissions.")
      case .notARegularFile: LocalizedText("不是普通文件。", "Not a regular file.")
      case .nameNotUTF8:
        LocalizedText(
          "文件名不是 UTF-8 编码，请改名后再试。", "The file name is not UTF-8; rename it and try again.")
      case .alreadyExists:
        LocalizedText(
          "目标位置已有文件，未覆盖。", "Something is already there; it was not overwritten.")
      case .noSpace:
        LocalizedText("磁盘空间不足。", "The disk is full.")
      case .changedWhileReading:
        LocalizedText(
          "读取过程中文件被修改，请等写入完成后重试。",
          "The file changed while it was being read; try again when it is complete.")
      case .ioFailed: LocalizedText("读写失败。", "Reading or writing failed.")
      case .tooLarge: LocalizedText("文件太大，未读取。", "The file is too large and was not read.")
      case .watchLimit:
        LocalizedText(
          "系统不再允许监视更多文件夹（fs.inotify.max_user_watches 或 max_user_instances），其中的新文件要到下次重新扫描才会发现；"
            + "请调高此值。",
          "The system watches no more folders (fs.inotify.max_user_watches or max_user_instances); new "
            + "files there are only found by the next rescan. Raise the limit.")
      }
    self.init(
      code: "file.\(error.code.rawValue)", path: error.path, text: text, detail: error.detail)
  }

  init(_ error: MarkingError, path: String) {
    let text =
      switch error.code {
      case .pictureTooSmall:
        LocalizedText(
          "图片太小，隐形水印无法可靠读出，未处理；请使用更大的图片。",
          "The picture is too small for an invisible mark that can be read again; use a larger one."
        )
      case .pictureTooNarrow:
        LocalizedText(
          "图片太窄，放不下隐形水印，未处理。",
          "The picture is too narrow for an invisible mark; it was not processed.")
      case .noRoomForMark:
        LocalizedText(
          "图片没有可容纳隐形水印的余地，加水印会看得出来，未处理。",
          "The picture has no room for an invisible mark: any would be seen; it was not processed.")
      case .whiteLeavesNoRoom:
        LocalizedText(
          "纯白要保持不变，余下的画面太少，放不下隐形水印，未处理；可去掉 --keep-white 再试。",
          "With pure white left as it is there is too little of the picture for an invisible mark; "
            + "it was not processed. Try without --keep-white.")
      }
    self.init(
      code: "marking.\(error.code.rawValue)", path: path, text: text, detail: error.detail)
  }
}
