public import Wording

/// What only the merchant can know. A statement says it when the merchant has confirmed it, and never
/// otherwise.
public enum ConfirmedFact: String, CaseIterable, Sendable {
  /// The photographs were taken by the shop or on its order.
  case photographed
  /// The shop uses them with the permission of whoever took them.
  case licensed
  /// The shop gave the other side no permission.
  case noPermission = "no-permission"
  /// The pictures were seen at the given link at the time of the notice.
  case seenAtLink = "seen-at-link"

  /// The fact as it stands in a statement.
  public var sentence: LocalizedText {
    switch self {
    case .photographed:
      LocalizedText(
        "我方确认：上述照片由我方拍摄或委托拍摄。",
        "We confirm that these photographs were taken by us or on our order.")
    case .licensed:
      LocalizedText(
        "我方确认：上述图片经拍摄方许可使用，许可文件见附件。",
        "We confirm that we use these pictures with the permission of whoever took them; see the papers "
          + "attached.")
    case .noPermission:
      LocalizedText(
        "我方确认：未许可对方使用上述图片。", "We confirm that we gave the other side no permission.")
    case .seenAtLink:
      LocalizedText(
        "我方确认：在上述链接看到了这些图片。", "We confirm that we saw these pictures at that link.")
    }
  }
}
