extension String {
  /// The text of a fixed C character array, up to its terminator.
  init<Buffer>(terminated buffer: Buffer) {
    self = withUnsafeBytes(of: buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
