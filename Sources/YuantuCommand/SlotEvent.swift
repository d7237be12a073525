import Cases
import Codecs

/// One slot's rules as a line of JSON.
struct SlotEvent: Encodable {
  let event = "slot"
  let platform: String
  let slot: String
  let minimumWidth: Int?
  let width: Int?
  let maximumWidth: Int?
  let maximumHeight: Int?
  let minimumLongSide: Int?
  let maximumLongSide: Int?
  let ratio: [Int]?
  let minimumBytes: Int?
  let maximumBytes: Int?
  let formats: [String]
  let visibleMark: String
  let grade: String
  let asOf: String

  init(_ platform: Platform, _ slot: Slot) {
    self.platform = platform.id
    self.slot = slot.id
    minimumWidth = slot.shape.minimumWidth
    width = slot.shape.width
    maximumWidth = slot.shape.maximumWidth
    maximumHeight = slot.shape.maximumHeight
    minimumLongSide = slot.shape.minimumLongSide
    maximumLongSide = slot.shape.maximumLongSide
    ratio = slot.shape.ratio.map { [$0.width, $0.height] }
    minimumBytes = slot.bytes?.minimum
    maximumBytes = slot.bytes?.maximum
    formats = slot.formats.allowed.map(\.rawValue)
    visibleMark = slot.visibleMark.permission.rawValue
    grade = slot.shape.source.grade.rawValue
    asOf = slot.shape.source.asOf
  }
}
