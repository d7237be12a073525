import Files
import Trust
import Wording

/// The folder a shop lives in: which files there are, and how they are read and written. All of
/// them are for their owner alone (0600 in a folder of 0700).
struct ShopHome: Sendable {
  let folder: String

  var description: String { "\(folder)/shop.json" }
  func signingKey(_ generation: Int) -> String { path("signing-key", generation) }
  func rootKey(_ generation: Int) -> String { path("root-key", generation) }
  /// The certificate of a generation's key, followed by those between it and its root.
  func certificate(_ generation: Int) -> String { path("certificate", generation) }
  func root(_ generation: Int) -> String { path("root", generation) }
  /// The roots of certificates from elsewhere.
  var foreignRoots: String { "\(folder)/foreign-roots.pem" }
  /// What the shop's root and other authorities took back.
  var revocations: String { "\(folder)/revocations.pem" }
  /// The key that signs the heads of batches.
  var logKey: String { "\(folder)/log-key.pem" }
  /// Who is asked for time stamps.
  var authorities: String { "\(folder)/authorities.json" }
  var markSecret: String { "\(folder)/mark-secret" }
  var catalogue: String { "\(folder)/catalogue.sqlite" }
  /// The register in a backup, when the catalogue is on a server.
  var exportedCatalogue: String { "\(folder)/catalogue.jsonl" }
  /// What is derived from the registered pictures to find them by their content: rebuilt by
  /// `yuantu catalogue index --rebuild`.
  var index: String { "\(folder)/index" }
  var lock: String { "\(folder)/protect.lock" }
  var stampLock: String { "\(folder)/stamp.lock" }

  private func path(_ name: String, _ generation: Int) -> String {
    generation == 1 ? "\(folder)/\(name).pem" : "\(folder)/\(name)-\(generation).pem"
  }

  /// The files without which there is no shop of that description, besides its catalogue, in the
  /// order they are written: the description comes last, so that a home with one is whole.
  func identityFiles(_ description: ShopDescription) -> [String] {
    [signingKey(description.keyGeneration)]
      + (1...description.rootGeneration).map(root)
      + (1...description.keyGeneration).map(certificate) + [markSecret, self.description]
  }

  /// The files that a shop may have beside those. A root's key may be kept elsewhere.
  func furtherFiles(_ description: ShopDescription) -> [String] {
    [rootKey(description.rootGeneration), foreignRoots, revocations, logKey, authorities]
  }

  /// Whether a shop is here.
  var isOccupied: Bool {
    if exists(unfinished) && !exists(description) { return false }
    return [signingKey(1), rootKey(1), certificate(1), root(1), markSecret, description, catalogue]
      .contains { exists($0) }
  }

  func exists(_ path: String) -> Bool { (try? FileFacts.of(path)) != nil }

  /// The file's contents, nil when it is not there.
  func readIfPresent(_ path: String) throws(Problem) -> [UInt8]? {
    exists(path) ? try read(path) : nil
  }

  func read(_ path: String) throws(Problem) -> [UInt8] {
    do throws(FilesError) { return try FileBytes.read(path, atMost: 1 << 20) } catch {
      if error.code == .notFound { throw Problem.noShop(folder) }
      throw Problem(error)
    }
  }

  func write(_ bytes: [UInt8], to path: String, replacing: Bool = false) throws(Problem) {
    do throws(FilesError) {
      try AtomicFile.write(bytes, to: path, mode: 0o600, replacing: replacing)
    } catch { throw Problem(error) }
  }
}

extension Problem {
  static func noShop(_ folder: String) -> Problem {
    Problem(
      code: "shop.notFound", path: folder,
      text: LocalizedText(
        "这里还没有店铺；请先运行 yuantu init --shop 店铺名。",
        "There is no shop here yet; run yuantu init --shop NAME first."))
  }

  static func shopExists(_ folder: String) -> Problem {
    Problem(
      code: "shop.exists", path: folder,
      text: LocalizedText(
        "这里已有店铺，不会覆盖；请换一个 --home 文件夹。",
        "There is a shop here already and it will not be overwritten; choose another --home."))
  }
}
