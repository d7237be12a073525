/// The content types of superboxes (C2PA 2.2 §11.1; ISO/IEC 19566-5 §B).
struct JUMBFType: Hashable, Sendable {
  let bytes: [UInt8]

  private static let tail: [UInt8] = [
    0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71,
  ]

  init(bytes: [UInt8]) { self.bytes = bytes }

  private init(_ code: StaticString) {
    bytes = code.withUTF8Buffer { Array($0) } + Self.tail
  }

  static let manifestStore = JUMBFType("c2pa")
  static let standardManifest = JUMBFType("c2ma")
  /// The standard manifest of early files.
  static let earlyManifest = JUMBFType("c2md")
  static let updateManifest = JUMBFType("c2um")
  static let compressedManifest = JUMBFType("c2cm")
  static let assertionStore = JUMBFType("c2as")
  static let claim = JUMBFType("c2cl")
  static let claimSignature = JUMBFType("c2cs")
  static let dataBoxes = JUMBFType("c2db")
  static let credentials = JUMBFType("c2vc")
  static let cbor = JUMBFType("cbor")
  static let json = JUMBFType("json")
  static let uuid = JUMBFType("uuid")
  static let embeddedFile = JUMBFType(bytes: [
    0x40, 0xCB, 0x0C, 0x32, 0xBB, 0x8A, 0x48, 0x9D, 0xA7, 0x0B, 0x2A, 0xD6, 0xF4, 0x7F, 0x43, 0x69,
  ])
  /// What stands in a `uuid` box where an assertion was redacted (C2PA 2.2 §6.8).
  static let redacted: [UInt8] = [
    0xCA, 0xA9, 0x8E, 0xEE, 0x9D, 0x4D, 0xF8, 0x0E, 0x86, 0xAD, 0x4D, 0xFF, 0xCA, 0x26, 0x39, 0x73,
  ]
}
