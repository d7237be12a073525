/// Checks of entries before they reach the database.
enum Validation {
  static let digestLength = 32

  static func digest(_ bytes: [UInt8], _ field: String) throws(CatalogueError) {
    guard bytes.count == digestLength else {
      throw CatalogueError(.invalidEntry, "\(field) has \(bytes.count) bytes instead of 32")
    }
  }

  static func count(_ value: Int?, _ field: String) throws(CatalogueError) {
    guard value ?? 0 >= 0 else { throw CatalogueError(.invalidEntry, "\(field) is negative") }
  }
}
