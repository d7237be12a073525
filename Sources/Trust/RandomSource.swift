/// Where unpredictable bytes come from; a parameter wherever entropy is used.
public protocol RandomSource: Sendable {
  /// `count` bytes.
  func bytes(_ count: Int) throws(TrustError) -> [UInt8]
}
