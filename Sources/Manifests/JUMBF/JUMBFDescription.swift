/// A superbox's description box (ISO/IEC 19566-5 §A.3).
struct JUMBFDescription: Sendable {
  let type: JUMBFType
  /// The toggle bits as read.
  let toggles: UInt8
  /// Nil when there is none.
  let label: String?
  /// Whether it is not just a type and a label, as C2PA demands: an identifier, a hash or a private box
  /// is there, or it is not marked as one that may be asked for.
  let hasMore: Bool

  static let requestable: UInt8 = 0x01
  static let hasLabel: UInt8 = 0x02
  static let hasIdentifier: UInt8 = 0x04
  static let hasHash: UInt8 = 0x08
  static let hasPrivateBox: UInt8 = 0x10
}
