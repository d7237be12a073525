import Files
import Trust
import Wording

/// The folder a shop lives in: which files there are, and how they are read and written. All of
/// them are for their owner alone (0600 in a folder of 0700).
struct ShopHome: Sendable {
  let folder: String

  var description: String { "\(folder)/shop.json" }
  var signingKey: String { "\(folder)/signing-key.pem" }
  var rootKey: String { "\(folder)/root-key.pem" }
  var certificate: String { "\(folder)/certificate.pem" }
  var root: String { "\(folder)/root.pem" }
  var markSecret: String { "\(folder)/mark-secret" }
  var catalogue: String { "\(folder)/catalogue.sqlite" }
  /// What is derived from the registered pictures to find them by their content: rebuilt by
  /// `yuantu catalogue index --rebuild`.
  var index: String { "\(folder)/index" }
  var lock: String { "\(folder)/protect.lock" }

  /// The files that make a shop, besides its catalogue, in the order they are written: the
  /// description comes last, so that a home with one is whole.
  var identityFiles: [String] {
    [signingKey, rootKey, certificate, root, markSecret, description]
  }

  /// Whether a shop is here.
  var isOccupied: Bool {
    (identityFiles + [catalogue]).contains { (try? FileFacts.of($0)) != nil }
  }

  func read(_ path: String) throws(Problem) -> [UInt8] {
    do throws(FilesError) { return try FileBytes.read(path, atMost: 1 << 20) } catch {
      if error.code == .notFound { throw Problem.noShop(folder) }
      throw Problem(error)
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    do throws(FilesError) {
      try AtomicFile.write(bytes, to: path, mode: 0o600, replacing: false)
    } catch { throw Problem(error) }
  }

  func prepareFolder() throws(Problem) {
    do throws(FilesError) { try Directory.createPrivate(folder) } catch { throw Problem(error) }
  }
}

extension Problem {
  static func noShop(_ folder: String) -> Problem {
    Problem(
      code: "shop.notFound", path: folder,
      text: LocalizedText(
        "这里还没有店铺;请先运行 yuantu init --shop 店铺名。",
        "There is no shop here yet; run yuantu init --shop NAME first."))
  }

  static func shopExists(_ folder: String) -> Problem {
    Problem(
      code: "shop.exists", path: folder,
      text: LocalizedText(
        "这里已有店铺,不会覆盖;请换一个 --home 文件夹。",
        "There is a shop here already and it will not be overwritten; choose another --home."))
  }
}
