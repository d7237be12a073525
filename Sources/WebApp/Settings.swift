import Files
import FoundationEssentials
import Synchronization
import Yuantu

/// What the app remembers beside the shop: whether its backup was seen to.
final class Settings: Sendable {
  enum Backup: String, Codable, Sendable {
    /// The shop was made here and nobody has answered yet.
    case pending
    /// The file was downloaded; whether it is kept is still to be said.
    case downloaded
    /// Kept, declined, or not of this app's concern: the shop was made elsewhere.
    case settled
  }

  private struct Content: Codable {
    var backup = Backup.settled
  }

  private let path: String
  private let content: Mutex<Content>

  init(_ path: String) {
    self.path = path
    let bytes = (try? FileBytes.read(path, atMost: 1 << 16)) ?? []
    content = Mutex((try? JSONDecoder().decode(Content.self, from: Data(bytes))) ?? Content())
  }

  var backup: Backup { content.withLock { $0.backup } }

  func set(_ backup: Backup) throws(Problem) {
    do {
      try content.withLock { content in
        content.backup = backup
        try AtomicFile.write(
          Array(try JSONEncoder().encode(content)), to: path, mode: 0o600, replacing: true)
      }
    } catch { throw Problem(any: error, path: path) }
  }
}
