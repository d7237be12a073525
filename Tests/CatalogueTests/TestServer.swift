import Foundation
import Synchronization

@testable import Catalogue

/// A PostgreSQL server of the tests' own: its data in a temporary folder, reached by a Unix socket in it,
/// ended and removed with the tests, however they end.
final class TestServer: Sendable {
  /// Nil, with the reason on standard error, where there is no PostgreSQL.
  static let shared: TestServer? = {
    guard let programs = programs else {
      FileHandle.standardError.write(
        Data("PostgreSQL is not installed (Debian: postgresql): its tests are skipped\n".utf8))
      return nil
    }
    return TestServer(programs)
  }()

  private let folder: String
  private let names = Atomic<Int>(0)

  /// The newest `/usr/lib/postgresql/…/bin`, where Debian keeps what belongs to one version.
  static var programs: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.compactMap(Int.init).sorted().reversed().map { "\(root)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }

  /// The server ends when its standard input does, which is when this process does.
  private static let script = """
    "$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1
    "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=200 \
      >>"$2/log" 2>&1 &
    echo started; read -r line; kill -INT $!; wait; rm -rf "$2"
    """

  private init?(_ programs: String) {
    // The path of a socket has 107 bytes at most.
    folder = "/tmp/yuantu-postgresql-\(UInt32.random(in: 0 ... .max))"
    let server = Process()
    // PostgreSQL runs as nobody's root.
    let isRoot = geteuid() == 0
    server.executableURL = URL(fileURLWithPath: isRoot ? "/usr/sbin/runuser" : "/bin/sh")
    let command = ["-c", "mkdir -m 700 \"$2\" && " + Self.script, "sh", programs, folder]
    server.arguments = isRoot ? ["-u", "postgres", "--", "/bin/sh"] + command : command
    server.currentDirectoryURL = URL(fileURLWithPath: "/")
    server.standardInput = Pipe()
    server.standardOutput = FileHandle.nullDevice
    guard (try? server.run()) != nil else { return nil }
    Self.running.withLock { $0 = server }
    for _ in 0..<600 {
      if (try? PostgreSQLConnection(address())) != nil { return }
      usleep(100_000)
    }
    FileHandle.standardError.write(Data("PostgreSQL did not start\n".utf8))
    return nil
  }

  /// Kept so that its input stays open.
  private static let running = Mutex<Process?>(nil)

  /// An address on this server, of a new schema.
  func newAddress() throws -> PostgreSQLAddress {
    let schema = "shop_\(names.add(1, ordering: .relaxed).newValue)"
    try PostgreSQLConnection(address()).command("CREATE SCHEMA \(schema)")
    return try address("&options=-csearch_path%3D\(schema)")
  }

  func address(_ parameters: String = "") throws(CatalogueError) -> PostgreSQLAddress {
    try PostgreSQLAddress("postgresql:///postgres?host=\(folder)&user=postgres\(parameters)")
  }
}
