/// Bounds shared by the reader and the writer, so that all we write can be read again.
enum CBORLimits {
  /// How many arrays, maps and tags may stand around an item, itself included.
  static let depth = 32
}
