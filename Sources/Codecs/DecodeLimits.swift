/// What a decoder accepts at most. Both are checked from the header before memory for pixels is
/// taken.
public struct DecodeLimits: Sendable {
  /// Width times height, in pixels.
  public var maximumPixels: Int
  /// The size of the file, in bytes.
  public var maximumFileBytes: Int

  /// Limits for photographs: 150 million pixels and 512 MiB unless told otherwise.
  public init(maximumPixels: Int = 150_000_000, maximumFileBytes: Int = 512 << 20) {
    self.maximumPixels = maximumPixels
    self.maximumFileBytes = maximumFileBytes
  }
}
