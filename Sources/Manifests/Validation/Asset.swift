public import Trust

/// The file a manifest is said to be about.
public enum Asset: Sendable {
  /// A whole file in memory, and where in it the store stands; nil for a store beside the file.
  case bytes([UInt8], store: Range<Int>?)
  /// A file that was hashed as a whole before.
  case digest(Digest)
}
