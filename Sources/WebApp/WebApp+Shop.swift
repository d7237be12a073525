import Files
import Glibc
import HTTPKit
import Trust
import Wording
import Yuantu

extension WebApp {
  private static let leastPassphrase = 8

  /// The page that comes before all others, while the shop is not open or its backup not seen to.
  func entry(_ visit: Visit) throws(Problem) -> Response? {
    switch try vault.state() {
    case .absent: EntryPages.setup(visit)
    case .locked(let name): EntryPages.unlock(visit, shop: name)
    case .open:
      settings.backup == .settled
        ? nil : EntryPages.backup(visit, isDownloaded: settings.backup == .downloaded)
    }
  }

  func setup(_ request: Request, _ visit: Visit) throws(Problem) -> Response {
    guard case .absent = try vault.state() else { return Self.redirect("/") }
    let form = request.form
    let name = form["name"] ?? ""
    do throws(Problem) {
      let first = form["passphrase"] ?? ""
      guard first.count >= Self.leastPassphrase else { throw WebProblem.passphraseShort }
      guard first == form["again"] else { throw WebProblem.passphraseDiffers }
      guard let passphrase = Passphrase(first) else { throw WebProblem.passphraseShort }
      // Before the shop is there, so that a kill in between still asks for the backup.
      try settings.set(.pending)
      try vault.create(name: name, passphrase: passphrase, surroundings: surroundings)
    } catch { return EntryPages.setup(visit, name: name, problem: error) }
    return Self.redirect("/")
  }

  func unlock(_ request: Request, _ visit: Visit) throws(Problem) -> Response {
    guard case .locked(let name) = try vault.state() else { return Self.redirect("/") }
    do throws(Problem) {
      guard unlockings.allows(request.head.peer, now: surroundings.now()) else {
        throw WebProblem.tooManyAttempts
      }
      guard let passphrase = Passphrase(request.form["passphrase"] ?? "") else {
        throw WebProblem.passphraseNeeded
      }
      try vault.open(passphrase)
      runner.resume(Set(Job.Kind.allCases))
    } catch { return EntryPages.unlock(visit, shop: name, problem: error) }
    return Self.redirect("/")
  }

  /// What was answered to the question of the backup.
  func backup(_ answer: String, _ visit: Visit) throws(Problem) -> Response {
    guard let shop = vault.shop else { return Self.redirect("/") }
    switch answer {
    case "download": return try download(shop)
    case "saved":
      guard settings.backup != .pending else { return Self.redirect("/") }
      try settings.set(.settled)
    case "declined": try settings.set(.settled)
    default: throw WebProblem.notFound
    }
    return Self.redirect("/")
  }

  /// The backup file, which is not kept here.
  private func download(_ shop: Shop) throws(Problem) -> Response {
    let bytes: [UInt8]
    do {
      let name = Hexadecimal.text(try surroundings.random.bytes(16))
      let path = "\(store.folders.incoming)/\(name)"
      defer { unlink(path) }
      try ShopBackup.write(shop, to: path, surroundings: surroundings)
      bytes = try FileBytes.read(path, atMost: 1 << 30)
    } catch { throw Problem(any: error, path: store.folders.incoming) }
    if settings.backup == .pending { try settings.set(.downloaded) }
    return Response(
      status: 200,
      headers: [
        ("Content-Type", "application/octet-stream"), Self.attachment("\(shop.name).yuantu-backup"),
        ("Cache-Control", "no-store"),
      ], body: .bytes(bytes))
  }

  /// The header that has a browser save a file under `name` (RFC 6266, RFC 8187).
  static func attachment(_ name: String) -> (String, String) {
    let plain = String(
      name.unicodeScalars.map {
        $0.isASCII && $0 != "\"" && $0 != "\\" && $0.value >= 32 && $0.value < 127
          ? Character($0) : "_"
      })
    return (
      "Content-Disposition",
      "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Visit.encoded(name))"
    )
  }
}
