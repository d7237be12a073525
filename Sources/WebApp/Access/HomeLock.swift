import Files
import Yuantu

/// Keeps a second server off the same home: both would do the same jobs.
final class HomeLock: Sendable {
  private let lock: FileLock

  init(_ folders: JobFolders) throws(Problem) {
    let path = "\(folders.app)/serve.lock"
    do {
      try Directory.createPrivate(folders.home)
      try Directory.createPrivate(folders.app)
      guard let lock = try FileLock.acquire(path) else { throw WebProblem.alreadyServed }
      self.lock = lock
    } catch { throw Problem(any: error, path: path) }
  }
}
