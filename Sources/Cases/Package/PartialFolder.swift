import Files
import FoundationEssentials

/// The hidden folder in which a package is made, beside its place, until it is whole.
struct PartialFolder {
  let path: String

  init(beside target: String) {
    let parts = target.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    path = "\(parent).\((parts.last ?? "").prefix(40)).\(random).yuantu-partial"
  }

  func create() throws(FilesError) { try Directory.create(path) }

  /// Removes what is left of it.
  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
