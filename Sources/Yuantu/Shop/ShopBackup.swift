import Catalogue
import Files
import FoundationEssentials
import Glibc
import Manifests
public import Trust
import Wording

/// A whole shop in one encrypted file: keys, certificates, mark secret and catalogue.
public enum ShopBackup {
  private static let version: UInt64 = 1
  private static let mostBytes = 1 << 30

  /// Writes the shop in `folder` to `file`, locked with `passphrase`. Never overwrites.
  ///
  /// `place` says where its catalogue is, instead of where the shop says.
  public static func write(
    shopIn folder: String, catalogue place: CataloguePlace? = nil, to file: String,
    passphrase: Passphrase, surroundings: Surroundings
  ) throws(Problem) {
    let home = ShopHome(folder: folder)
    do {
      var entries: [CBOREntry] = []
      let description = try ShopDescription.parse(
        try home.read(home.description), path: home.description)
      let further = home.furtherFiles(description).filter { home.exists($0) }
      for path in home.identityFiles(description) + further {
        entries.append(CBOREntry(name(of: path), .byteString(try home.read(path))))
      }
      home.tidy(description)
      AtomicFile.removeStalePartials(beside: file)
      // What is in the clear must not outlive this process, also when it is killed.
      let work = try PartialFolder(beside: home.catalogue)
      defer { withExtendedLifetime(work) {} }
      let snapshot = "\(work.path)/snapshot"
      let store = try ShopCatalogue(home, description, at: place).open()
      let copy: String
      if let file = store as? SQLiteStore {
        try file.exportSnapshot(to: snapshot)
        copy = home.catalogue
      } else {
        _ = try store.exportEntries(to: snapshot)
        copy = home.exportedCatalogue
      }
      let catalogue = try FileBytes.read(snapshot, atMost: mostBytes)
      entries.append(CBOREntry(name(of: copy), .byteString(catalogue)))
      let archive = try CBOREncoder.encode(
        .map([CBOREntry("version", .unsigned(version)), CBOREntry("files", .map(entries))]))
      let box = try SealedBox.seal(archive, passphrase: passphrase, random: surroundings.random)
      try AtomicFile.write(box, to: file, mode: 0o600, replacing: false)
    } catch {
      throw Problem(any: error, path: file)
    }
  }

  /// Writes an opened shop to `file`, locked with its own passphrase. Throws when it has none. Never overwrites.
  public static func write(
    _ shop: Shop, to file: String, surroundings: Surroundings
  ) throws(Problem) {
    guard let passphrase = shop.passphrase else {
      throw Problem(
        code: "backup.needsPassphrase", path: file,
        text: LocalizedText(
          "这个店铺没有口令，备份需要口令；请用 yuantu keys backup。",
          "This shop has no passphrase, and a backup needs one; use yuantu keys backup."))
    }
    try write(
      shopIn: shop.home.folder, to: file, passphrase: passphrase, surroundings: surroundings)
  }

  /// Turns a backup into a shop in `folder`, which must not hold one.
  ///
  /// A catalogue that was on a server is looked for there: when it is the shop's, the shop goes on with
  /// it as it is now; when there is none, it is made again from the backup.
  ///
  /// `place` says where such a catalogue is to be, instead of where it was.
  public static func restore(
    _ file: String, into folder: String, catalogue place: CataloguePlace? = nil,
    passphrase: Passphrase
  ) throws(Problem) {
    let home = ShopHome(folder: folder)
    guard !home.isOccupied else { throw Problem.shopExists(folder) }
    do {
      let box = try FileBytes.read(file, atMost: mostBytes + 4096)
      let archive = try CBORDecoder.decode(try SealedBox.open(box, passphrase: passphrase))
      guard archive["version"] == .unsigned(version), let files = archive["files"],
        case .byteString(let description)? = files[name(of: home.description)]
      else { throw unreadable(file) }
      var shop = try ShopDescription.parse(description, path: file)
      let further = home.furtherFiles(shop).filter { files[name(of: $0)] != nil }
      // Everything is there before anything is written; the description comes last.
      var contents: [(path: String, bytes: [UInt8])] = []
      let register = files[name(of: home.exportedCatalogue)]
      let database = register == nil ? [home.catalogue] : []
      for path in database + further + home.identityFiles(shop) {
        guard case .byteString(let bytes)? = files[name(of: path)] else { throw unreadable(file) }
        contents.append((path, bytes))
      }
      try home.begin()
      if case .byteString(let register)? = register,
        case .byteString(let root)? = files[name(of: home.root(1))]
      {
        let catalogue = try ShopCatalogue(home, shop, at: place)
        try restore(register, in: catalogue, root: root)
        shop = shop.using(catalogue: catalogue.place)
        contents[contents.count - 1].bytes = try shop.encoded()
      }
      for (path, bytes) in contents { try home.write(bytes, to: path) }
      home.finish()
    } catch {
      throw Problem(any: error, path: file)
    }
  }

  /// Before any file is written, so that a server that cannot be reached leaves nothing to tidy up.
  private static func restore(
    _ register: [UInt8], in catalogue: ShopCatalogue, root: [UInt8]
  ) throws {
    guard let root = try Certificate.all(inPEM: root).first else {
      throw Problem.damagedShop(catalogue.home.folder)
    }
    if try catalogue.find(root: root) != nil { return }
    let file = catalogue.home.exportedCatalogue
    defer { unlink(file) }
    try catalogue.home.write(register, to: file, replacing: true)
    _ = try catalogue.create(root: root).importEntries(from: file)
  }

  private static func name(of path: String) -> String { FoundFile.name(of: path) }

  private static func unreadable(_ file: String) -> Problem {
    Problem(
      code: "backup.unreadable", path: file,
      text: LocalizedText(
        "不是本工具的备份文件，或由更新版本写成。",
        "Not a backup of this tool, or from a newer version."))
  }
}
