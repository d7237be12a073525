public import Cases
import Pixels
import Wording

extension Problem {
  init(_ refusal: SlotRefusal, platform: Platform) {
    let slot = refusal.slot?.name
    func named(_ language: Language) -> String { slot?.text(in: language) ?? "" }
    let text =
      switch refusal.code {
      case .tooSmall:
        LocalizedText(
          "图片小于“\(named(.simplifiedChinese))”的要求，放大会变糊，未处理；请从原图重新导出更大的图片。",
          "The picture is smaller than the slot “\(named(.english))” asks for, and enlarging would blur "
            + "it; not processed. Export a larger one from the original.")
      case .wrongRatio:
        LocalizedText(
          "图片宽高比不符合“\(named(.simplifiedChinese))”的要求，未处理（不会替你裁剪）；请裁好再来，或改用其他位置。",
          "The picture's ratio is not that of the slot “\(named(.english))”; not processed (nothing is "
            + "cropped for you). Crop it, or choose another slot.")
      case .tooHigh:
        LocalizedText(
          "图片高于“\(named(.simplifiedChinese))”的上限，未处理；请切成几段再来。",
          "The picture is higher than the slot “\(named(.english))” takes; not processed. Cut it into "
            + "pieces first.")
      case .noSlot:
        LocalizedText(
          "这个平台没有适合这种宽高比的位置，未处理；请裁剪，或用 --slot 指定位置。",
          "The platform has no slot for a picture of this shape; not processed. Crop it, or name a slot "
            + "with --slot.")
      }
    self.init(
      code: "slot.\(refusal.code.rawValue)", text: text,
      detail: "\(platform.id): \(refusal.detail)")
  }

  /// Words for a mistake in a file of platform rules.
  public init(_ error: RulesProblem, path: String?) {
    let text =
      switch error.code {
      case .notJSON:
        LocalizedText(
          "平台规则文件不是有效的 JSON(UTF-8)；请改正后再试。",
          "The file of platform rules is not valid JSON in UTF-8; correct it and try again.")
      case .unknownVersion:
        LocalizedText(
          "平台规则文件的版本不认识；请升级本工具。",
          "The file of platform rules is of a version not known here; update the tool.")
      case .missing:
        LocalizedText("平台规则缺少一项。", "Something is missing in the platform rules.")
      case .unknownField:
        LocalizedText(
          "平台规则中有不认识的字段（可能是笔误）。",
          "There is an unknown field in the platform rules (a slip of the pen?).")
      case .badValue:
        LocalizedText("平台规则中有不合理的值。", "There is a value in the platform rules that cannot be.")
      case .duplicate:
        LocalizedText("平台规则中有重复的名称。", "There are two of one name in the platform rules.")
      }
    self.init(code: "rules.\(error.code.rawValue)", path: path, text: text, detail: error.place)
  }

  static func unknownSlot(_ slot: String, of platform: Platform) -> Problem {
    let known = platform.slots.map(\.id).joined(separator: ", ")
    return Problem(
      code: "slot.unknown",
      text: LocalizedText(
        "\(platform.name.text(in: .simplifiedChinese))没有这个位置；可用的有：\(known)。",
        "\(platform.name.text(in: .english)) has no such slot; there are: \(known)."),
      detail: slot)
  }

  /// A platform that the rules do not have.
  public static func unknownPlatform(_ name: String, known: [Platform]) -> Problem {
    let list = known.map(\.id).joined(separator: ", ")
    return Problem(
      code: "platform.unknown",
      text: LocalizedText(
        "没有这个平台的规则，已跳过；可用的有：\(list)。",
        "There are no rules for this platform; it is left out. There are: \(list)."),
      detail: name)
  }

  static func badRecipient(_ name: String) -> Problem {
    Problem(
      code: "usage.recipient",
      text: LocalizedText(
        "收件方名称须为 1 到 64 个字符，不含 / \\ : * ? \" < > | 和控制字符，且不以句点或空格开头。",
        "A recipient's name has 1 to 64 characters without / \\ : * ? \" < > | and control characters, "
          + "and begins with neither a full stop nor a space."), detail: name)
  }
}
