import Cases
import Codecs
import Wording

/// One slot's rules for people.
struct SlotText {
  let text: LocalizedText

  init(_ slot: Slot) {
    let shape = slot.shape
    let measures: [(LocalizedText, String?)] = [
      (LocalizedText("宽高比", "ratio"), shape.ratio.map { "\($0.width):\($0.height)" }),
      (LocalizedText("宽", "width"), Self.range(shape.minimumWidth, shape.maximumWidth)),
      (LocalizedText("缩到宽", "scaled to width"), shape.width.map(String.init)),
      (LocalizedText("高", "height"), Self.range(nil, shape.maximumHeight)),
      (
        LocalizedText("长边", "longer side"),
        Self.range(shape.minimumLongSide, shape.maximumLongSide)
      ),
      (LocalizedText("字节", "bytes"), Self.range(slot.bytes?.minimum, slot.bytes?.maximum)),
      (LocalizedText("格式", "format"), slot.formats.allowed.map(\.rawValue).joined(separator: "/")),
    ]
    let mark: LocalizedText =
      switch slot.visibleMark.permission {
      case .no: LocalizedText("明水印：不允许", "visible mark: no")
      case .limited: LocalizedText("明水印：仅一角小店标", "visible mark: a small logo in a corner")
      case .yes: LocalizedText("明水印：允许", "visible mark: yes")
      }
    let sources = [
      shape.source, slot.bytes?.source, slot.formats.source, slot.visibleMark.source,
    ].compactMap { $0 }
    let grade = sources.map(\.grade.rawValue).max() ?? ""
    let date = sources.map(\.asOf).min() ?? ""
    func line(_ language: Language) -> String {
      let parts = measures.compactMap { name, value in
        value.map { "\(name.text(in: language)) \($0)" }
      }
      return "  \(slot.id) · \(slot.name.text(in: language)): "
        + (parts + [mark.text(in: language)]).joined(separator: ", ")
    }
    text = LocalizedText(
      line(.simplifiedChinese) + " [来源等级最低 \(grade)，\(date)]",
      line(.english) + " [lowest source grade \(grade), as of \(date)]")
  }

  private static func range(_ low: Int?, _ high: Int?) -> String? {
    switch (low, high) {
    case (nil, nil): nil
    case (let low?, nil): "≥ \(low)"
    case (nil, let high?): "≤ \(high)"
    case (let low?, let high?): "\(low)–\(high)"
    }
  }
}
