/// Names that programs give to files they have not finished.
enum UnfinishedName {
  private static let endings = [
    ".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp",
    ".swp", "~",
  ]

  /// Whether a file of this name is left alone until it has another.
  static func isOne(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix(".") || name.hasPrefix("~$") || endings.contains { name.hasSuffix($0) }
  }
}
