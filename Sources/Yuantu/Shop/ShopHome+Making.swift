import Files
import FoundationEssentials
import Glibc

/// How a home comes to be, and what killed processes leave in it.
extension ShopHome {
  /// There while a shop is being made or restored. A home with it and without a description was never in
  /// use, so that it may be begun again.
  var unfinished: String { "\(folder)/unfinished" }

  /// Makes the folder for a new shop, and removes what a killed run had begun in it.
  func begin() throws(Problem) {
    do throws(FilesError) {
      try Directory.createPrivate(folder)
      try AtomicFile.removeStalePartials(in: folder)
    } catch { throw Problem(error) }
    if exists(unfinished) {
      let made = [
        "signing-key", "root-key", "certificate", "root", "mark-secret", "catalogue.",
        "foreign-roots.pem", "revocations.pem", "log-key.pem", "authorities.json",
      ]
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names where made.contains(where: name.hasPrefix) { unlink("\(folder)/\(name)") }
    }
    try write([], to: unfinished, replacing: true)
  }

  /// Says that the shop is whole: its description is there.
  func finish() { unlink(unfinished) }

  /// Removes what killed processes left in the home of a shop that is whole: unfinished files, among
  /// which may be secrets, and the private keys that a change of keys had done with. A home that cannot
  /// be written to stays as it is.
  func tidy(_ description: ShopDescription) {
    _ = try? AtomicFile.removeStalePartials(in: folder)
    if exists(unfinished) { finish() }
    for former in 1..<description.keyGeneration where exists(signingKey(former)) {
      unlink(signingKey(former))
    }
    for former in 1..<description.rootGeneration where exists(rootKey(former)) {
      unlink(rootKey(former))
    }
  }
}
