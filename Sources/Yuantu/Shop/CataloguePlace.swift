import Catalogue
import Wording

/// Where a shop's catalogue is.
public enum CataloguePlace: Sendable, Hashable {
  /// A file in the shop's folder.
  case home
  /// A database on a server.
  case server(ServerAddress)

  /// The address of a server's database, with its password if it was given with one.
  public struct ServerAddress: Sendable, Hashable {
    let address: PostgreSQLAddress
  }

  /// The word for a file in the shop's folder.
  public static let homeWord = "sqlite"

  /// Reads `sqlite`, or an address `postgresql://…`; throws `catalogue.badAddress` for anything else.
  public init(_ text: String) throws(Problem) {
    guard text != Self.homeWord else {
      self = .home
      return
    }
    do throws(CatalogueError) {
      self = .server(ServerAddress(address: try PostgreSQLAddress(text)))
    } catch { throw Problem(error, path: nil) }
  }

  /// Whether it was given with a password, which must not be written down or shown.
  public var hasPassword: Bool {
    if case .server(let server) = self { server.address.hasPassword } else { false }
  }

  /// The place in words that hold no password.
  public var shown: String {
    switch self {
    case .home: Self.homeWord
    case .server(let server): server.address.description
    }
  }

  /// A password in an argument is in the list of processes, for everybody on the machine.
  public static let passwordInArgument = Problem(
    code: "usage.passwordInArgument",
    text: LocalizedText(
      "命令行里的密码会出现在进程列表中：请从地址中去掉密码，改用密码文件（PGPASSFILE 或 ~/.pgpass）"
        + "或环境变量 YUANTU_CATALOGUE。",
      "A password on the command line is in the list of processes: leave it out of the address and use "
        + "a password file (PGPASSFILE or ~/.pgpass), or the variable YUANTU_CATALOGUE."))
}
