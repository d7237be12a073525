import Pixels
import Typesetting
import Wording

extension Problem {
  init(_ error: TypesettingError) {
    let text =
      switch error.code {
      case .emptyText:
        LocalizedText("水印文字是空的。", "The text of the mark is empty.")
      case .textTooLong:
        LocalizedText(
          "水印文字太长，最多 \(TextLine.longest) 个字符；建议只写店名。",
          "The text of the mark is too long: at most \(TextLine.longest) characters. The shop's name is "
            + "enough.")
      case .controlCharacter:
        LocalizedText(
          "水印文字中有换行或控制字符；请写成一行。",
          "The text of the mark has a line break or a control character; write it in one line.")
      case .emoji:
        LocalizedText(
          "水印文字中不能有表情符号。", "The text of the mark cannot have emoji.")
      case .missingGlyph:
        LocalizedText(
          "所选字体没有这个字；请换一种字体，或改文字。",
          "The font has no such character; choose another font or change the text.")
      case .fontNotFound:
        LocalizedText(
          "没有安装这种字体（fc-list : family 可列出名称；默认字体在 Debian 包 fonts-noto-cjk 中）。",
          "No font of this name is installed (fc-list : family lists them; the usual one is in Debian's "
            + "fonts-noto-cjk).")
      case .notSVG:
        LocalizedText(
          "店标文件不是图片，也不是 UTF-8 编码的 SVG。",
          "The logo's file is neither a picture nor an SVG in UTF-8.")
      case .forbiddenInSVG:
        LocalizedText(
          "SVG 店标中有脚本、外部引用、文字或其他不接受的内容；请转为纯路径（文字转曲）后重新导出。",
          "The SVG has a script, a reference to something outside it, live text or something else that "
            + "is not accepted; export it as plain paths (text as outlines).")
      case .brokenSVG:
        LocalizedText(
          "SVG 店标无法绘制，或没有尺寸；请重新导出。",
          "The SVG cannot be drawn or says no size; export it again.")
      case .drawingFailed:
        LocalizedText("水印无法绘制。", "The mark could not be drawn.")
      }
    self.init(code: "visible.\(error.code.rawValue)", text: text, detail: error.detail)
  }

  static let logoCMYK = Problem(
    code: "logo.cmyk",
    text: LocalizedText(
      "店标是 CMYK（印刷用）文件，颜色会走样；请导出为 RGB 的 PNG。",
      "The logo is a CMYK file for printing, its colours would shift; export it as an RGB PNG."))

  static func logoTooSmall(_ size: Size, least: Int) -> Problem {
    Problem(
      code: "logo.tooSmall",
      text: LocalizedText(
        "店标太小，放大会变糊；长边至少 \(least) 像素，建议 400 像素以上，或用 SVG。",
        "The logo is too small and would be blurred: its longer side needs at least \(least) pixels, "
          + "better 400; or use an SVG."), detail: "\(size.width) x \(size.height)")
  }

  static let logoInvisible = Problem(
    code: "logo.invisible",
    text: LocalizedText("店标是全透明的。", "The logo is wholly transparent."))

  static func badColor(_ color: String) -> Problem {
    Problem(
      code: "usage.color",
      text: LocalizedText("颜色须写成 #RRGGBB。", "A colour is written as #RRGGBB."), detail: color)
  }

  static func badMeasure(_ name: String, _ range: ClosedRange<Double>) -> Problem {
    let (low, high) = (range.lowerBound, range.upperBound)
    return Problem(
      code: "usage.\(name)",
      text: LocalizedText(
        "--\(name) 须在 \(low) 到 \(high) 之间。", "--\(name) is between \(low) and \(high)."))
  }

  static func badTemplateName(_ name: String) -> Problem {
    Problem(
      code: "usage.templateName",
      text: LocalizedText(
        "模板名须为 1 到 64 个字母、汉字、数字、空格、- 或 _。",
        "A template's name has 1 to 64 letters, digits, spaces, - or _."), detail: name)
  }

  static func unknownTemplate(_ name: String, known: [String]) -> Problem {
    let list = known.joined(separator: ", ")
    return Problem(
      code: "template.unknown",
      text: LocalizedText(
        known.isEmpty
          ? "没有这个模板；请先用 yuantu template save 保存一个。" : "没有这个模板；已有：\(list)。",
        known.isEmpty
          ? "There is no such template; save one with yuantu template save first."
          : "There is no such template; there are: \(list)."), detail: name)
  }

  static func damagedTemplate(_ name: String) -> Problem {
    Problem(
      code: "template.damaged",
      text: LocalizedText(
        "模板无法读取；请重新保存。", "The template cannot be read; save it again."), detail: name)
  }
}
