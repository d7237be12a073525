import Files

/// Folders with all that is below them: what is in them, and what comes.
struct WatchedFolders: ~Copyable {
  private let paths: [String]
  private let excluded: [String]
  private var watch: FolderWatch?
  /// What was wrong with the folders at the last look, so that it is told once.
  private var known: Set<FilesError> = []
  /// What can be read from when there is news; nil when the system cannot tell.
  private(set) var readiness: CInt?
  /// How many folders there are.
  private(set) var count = 0

  init(_ paths: [String], excluding excluded: [String]) {
    self.paths = paths
    self.excluded = excluded
  }

  /// What a look or a wait found.
  struct News {
    var files: [FoundFile] = []
    var problems: [FilesError] = []
    /// Whether something was missed, so that everything must be looked at again.
    var needsLook = false
  }

  /// Begins anew: every folder is watched from before it is read, and every file is found.
  mutating func lookAtAll() -> News {
    // The old watch is ended first, because both together may be more than the system allows. What
    // happens in between is seen by the walk.
    watch = nil
    readiness = nil
    var problems: [FilesError] = []
    do throws(FilesError) {
      let fresh = try FolderWatch()
      readiness = fresh.readiness
      watch = consume fresh
    } catch { problems.append(error) }
    count = 0
    var found = walk(paths, &problems)
    let seen = Set(found.problems + problems)
    found.problems = (found.problems + problems).filter { !known.contains($0) }
    known = seen
    return found
  }

  /// What happened since.
  mutating func news() -> News {
    var news = News()
    do throws(FilesError) {
      for event in try watch?.events() ?? [] { note(event, &news) }
    } catch {
      // A watch that fails once is not asked again; the next look begins another.
      watch = nil
      readiness = nil
      news.problems.append(error)
      news.needsLook = true
    }
    return news
  }

  private mutating func note(_ event: FolderEvent, _ news: inout News) {
    switch event {
    case .fileCompleted(let path): news.files.append(file(path))
    case .folderAppeared(let path):
      guard !FoundFile.name(of: path).hasPrefix(".") else { return }
      var problems: [FilesError] = []
      let found = walk([path], &problems)
      news.files += found.files.map { file($0.path) }
      // Names in it are read again at the next look at all, which knows what was told before.
      news.needsLook = news.needsLook || !(found.problems + problems).isEmpty
    case .folderGone(let path): news.needsLook = news.needsLook || paths.contains(path)
    case .nameNotUTF8, .overflowed: news.needsLook = true
    }
  }

  private mutating func walk(_ paths: [String], _ problems: inout [FilesError]) -> News {
    var refused: FilesError?
    var news = News()
    let found = FolderWalk.files(under: paths, excluding: excluded) { folder in
      do throws(FilesError) {
        guard try watch?.add(folder.path) ?? true else { return false }
      } catch {
        // One folder stands for all that are beyond the limit.
        if error.code == .watchLimit { refused = refused ?? error }
      }
      count += 1
      return true
    }
    if let refused { problems.append(refused) }
    news.files = found.files
    news.problems = found.problems
    return news
  }

  /// A file by its path: where it is below the folder it was found in.
  private func file(_ path: String) -> FoundFile {
    for folder in paths {
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      if path.hasPrefix(prefix) {
        return FoundFile(path: path, relativePath: String(path.dropFirst(prefix.count)))
      }
    }
    return FoundFile(path: path, relativePath: FoundFile.name(of: path))
  }
}
