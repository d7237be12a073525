import CommandLineKit
import Files
import FoundationEssentials
import Glibc
import Trust
import Wording
import Yuantu

/// What a running command has at hand.
struct Session {
  let arguments: Arguments
  let console: Console
  let surroundings: Surroundings

  /// The shop's folder: `--home`, else `$YUANTU_HOME`, else `yuantu` below the XDG data folder.
  var home: String {
    if let home = arguments[CommonOptions.home] ?? Self.environment("YUANTU_HOME") { return home }
    if let data = Self.environment("XDG_DATA_HOME") { return "\(data)/yuantu" }
    return "\(Self.environment("HOME") ?? ".")/.local/share/yuantu"
  }

  /// Where the catalogue is, when that is said: `--catalogue`, else `$YUANTU_CATALOGUE`.
  func catalogue() throws(Problem) -> CataloguePlace? {
    let argument = arguments[CommonOptions.catalogue]
    guard let text = argument ?? Self.environment("YUANTU_CATALOGUE") else { return nil }
    let place: CataloguePlace
    do throws(Problem) { place = try CataloguePlace(text) } catch {
      throw Problem(code: "usage.catalogueAddress", text: error.text)
    }
    if argument != nil, place.hasPassword { throw CataloguePlace.passwordInArgument }
    return place
  }

  /// `path` from the root, without symbolic links being followed: what the catalogue remembers must
  /// still be true in another working folder.
  func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return path == "." ? String(cString: folder) : "\(String(cString: folder))/\(path)"
  }

  var jobs: Int { arguments[CommonOptions.jobs] }

  var passphrases: PassphraseSource {
    PassphraseSource(
      file: arguments[CommonOptions.passphraseFile], language: console.language)
  }

  func openShop() throws(Problem) -> Shop {
    let source = passphrases
    return try Shop.open(home, catalogue: try catalogue()) { () throws(Problem) in
      try source.existing()
    }
  }

  /// The certificates in a PEM file.
  func certificates(_ path: String) throws(Problem) -> [Certificate] {
    do { return try Certificate.all(inPEM: FileBytes.read(path, atMost: 1 << 20)) } catch {
      throw Problem(any: error, path: path)
    }
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
