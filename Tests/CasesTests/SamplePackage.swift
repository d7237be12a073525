import Cases
import Trust
import Wording

/// A package without records, and who signs it.
enum SamplePackage {
  static let words = LocalizedText("说明", "what is what")

  static func entry(_ path: String, _ role: PackageEntry.Role, _ text: String) -> PackageEntry {
    PackageEntry(path: path, role: role, words: words, content: .bytes(Array(text.utf8)))
  }

  static func package(
    form: PackageForm = .platform, entries: [PackageEntry]? = nil
  ) -> Package {
    Package(
      name: "20261124_pdd_appeal", form: form, kind: "appeal", platform: "pdd", shop: "青禾家居",
      createdAt: 1_795_000_000_000, generator: "yuantu 0",
      entries: entries
        ?? [
          entry("00_README.txt", .readme, "read me"),
          entry("04_suspect/a.jpg", .suspect, "suspect"),
        ], records: [])
  }

  static func seal(_ algorithm: SignatureAlgorithm = .es256) throws -> PackageSeal {
    let rootKey = try SigningKey.generate()
    let key = try SigningKey.generate(algorithm)
    let root = try Certificate.makeRoot(name: "青禾", key: rootKey, now: 1_790_000_000)
    let leaf = try Certificate.issueLeaf(
      shopName: "青禾", leafPublicKeyDER: key.publicKeyDER, root: root, rootKey: rootKey,
      now: 1_790_000_000)
    return PackageSeal(key: key, chain: [leaf], roots: [root])
  }
}
