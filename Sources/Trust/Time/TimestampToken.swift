/// A time-stamp token (RFC 3161 §2.4.2): an authority's signed statement that the imprint was shown
/// to it at a time. Reading one says nothing about its worth: that is `verify`'s work.
public struct TimestampToken: Hashable, Sendable {
  /// The longest token or response that is read, in bytes.
  public static let mostBytes = 65536

  /// The token as it was read: a CMS ContentInfo in DER.
  public let der: [UInt8]
  /// What the stamped bytes were hashed with.
  public let imprintAlgorithm: HashAlgorithm
  /// The hash of the stamped bytes.
  public let imprint: [UInt8]
  /// genTime, unix milliseconds.
  public let generatedAt: Int64
  /// How far the authority's clock may be off, in milliseconds; nil when it does not say.
  public let accuracy: Int64?
  /// The request's nonce: the magnitude, big-endian, without leading zero bytes.
  public let nonce: [UInt8]?
  /// The token's number: the magnitude, big-endian.
  public let serial: [UInt8]
  /// The authority's policy, a dotted object identifier.
  public let policy: String
  /// The certificates in it. They are a set: their order means nothing.
  public let certificates: [Certificate]

  /// Reads one bare token in DER, at most 64 KiB, without trailing bytes. Throws `malformedToken`
  /// for anything else, and for an imprint that is not SHA-256, SHA-384 or SHA-512.
  public init(der: [UInt8]) throws(TrustError) {
    let handle = try TokenHandle(der: der)
    let information = try handle.information()
    self.der = der
    imprintAlgorithm = information.imprintAlgorithm
    imprint = information.imprint
    generatedAt = information.generatedAt
    accuracy = information.accuracy
    nonce = information.nonce
    serial = information.serial
    policy = information.policy
    certificates = try handle.certificates()
  }

  /// Reads the token in a TimeStampResp (RFC 3161 §2.4.2) whose status grants it, at most 64 KiB.
  public init(response: [UInt8]) throws(TrustError) {
    try self.init(der: try TimestampResponse(der: response).grantedToken())
  }

  /// Whether `message` is what was stamped.
  public func isOver(_ message: [UInt8]) -> Bool { imprintAlgorithm.hash(message) == imprint }
}
