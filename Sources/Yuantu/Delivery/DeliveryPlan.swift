import Cases
import Codecs
import Marking
import Pixels
import Trust

/// What is to be done with one picture for one target, once its size is known.
struct DeliveryPlan: Sendable {
  let platform: String
  let slot: String
  let recipient: String
  /// The size the picture is scaled down to.
  let size: Size
  /// Bounds of the file's bytes; nil to encode it as the request says.
  let bytes: ClosedRange<Int>?
  /// The visible mark that is put on.
  let visibleMark: VisibleMark?
  /// What there is to know about the choices made.
  let findings: [FindingCode]
  /// Identifies everything that changes the bytes of the output.
  let variant: String

  /// The plan for a picture of `size`. Throws when no slot takes it.
  init(
    _ target: DeliveryTarget, size: Size, request: ProtectRequest
  ) throws(Problem) {
    let delivery = request.delivery
    let (slot, fitted) = try Self.slot(target, size)
    platform = target.platform?.id ?? ""
    recipient = target.recipient
    self.slot = slot?.id ?? ""
    self.size = fitted
    bytes = slot.map { ($0.bytes?.minimum ?? 0)...($0.bytes?.maximum ?? .max) }
    (visibleMark, findings) = Self.visible(delivery, slot)
    var variant = request.variant
    if let bytes {
      variant += ";fit=\(fitted.width)x\(fitted.height),\(bytes.lowerBound)-\(bytes.upperBound)"
    }
    if visibleMark != nil, let template = delivery.template {
      variant += ";visible=\(template.digest.hex.prefix(16))"
      if let box = slot?.visibleMark.box {
        variant += ",\(box.corner.rawValue),\(box.width)x\(box.height)"
      }
    }
    self.variant = variant
  }

  /// The slot and the size a picture has in it.
  private static func slot(
    _ target: DeliveryTarget, _ size: Size
  ) throws(Problem) -> (Slot?, Size) {
    guard let platform = target.platform else { return (nil, size) }
    var named: Slot?
    if let id = target.slotID {
      guard let slot = platform.slot(id: id) else { throw Problem.unknownSlot(id, of: platform) }
      named = slot
    }
    do throws(SlotRefusal) {
      let slot: Slot
      if let named { slot = named } else { slot = try platform.slot(forShape: size) }
      return (slot, try slot.fitted(size))
    } catch { throw Problem(error, platform: platform) }
  }

  /// The mark and the warnings, by the rules of the slot and the merchant's policy.
  private static func visible(
    _ delivery: Delivery, _ slot: Slot?
  ) -> (VisibleMark?, [FindingCode]) {
    guard let template = delivery.template, delivery.visible != .never else { return (nil, []) }
    var mark = template.mark
    guard let rule = slot?.visibleMark, rule.permission != .yes else { return (mark, []) }
    guard delivery.visible == .everywhere else { return (nil, []) }
    guard let box = rule.box else { return (mark, [.visibleAgainstRules]) }
    mark.layout = .corner(VisibleMark.Corner(box.corner))
    mark.angle = 0
    mark.opacity = max(mark.opacity, 0.4)
    // The distance from the border belongs to the box.
    mark.bounds = VisibleMark.Bounds(
      width: max(0.05, box.width - 0.05), height: max(0.05, box.height - 0.05))
    return (mark, [.visibleInsideBox])
  }
}

extension VisibleMark.Corner {
  fileprivate init(_ corner: Slot.Corner) {
    self =
      switch corner {
      case .topLeft: .topLeft
      case .topRight: .topRight
      case .bottomLeft: .bottomLeft
      case .bottomRight: .bottomRight
      }
  }
}
