import Glibc

/// All regular files under some paths.
public struct FolderWalk {
  /// Levels of folders below an argument.
  static let deepest = 64
  /// Files and folders in one walk.
  static let most = 1_000_000

  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  private struct Folder {
    let path: String
    let relativePath: String
    let depth: Int
  }

  private var excluded: Set<Identity> = []
  private var walked: Set<Identity> = []
  private var count = 0
  private var files: [FoundFile] = []
  private var problems: [FilesError] = []

  private init() {}

  /// The regular files at and under `paths`: argument by argument, below each in bytewise order of
  /// the relative path.
  ///
  /// Below an argument, names that begin with a dot are skipped. A symbolic link to a file counts
  /// as a file; one to a folder is followed after the real folders of the argument. Every folder is
  /// walked once in all, so loops end. `excluding` names files and folders to leave out, however
  /// they are reached. What cannot be read, and names that are not UTF-8, become problems; the
  /// walk goes on. More than 64 levels or a million entries are not walked (`tooLarge`).
  ///
  /// `entering` is told of every folder before its names are read, and may keep the walk out of it.
  public static func files(
    under paths: [String], excluding: [String] = [],
    entering: (FoundFolder) -> Bool = { _ in true }
  ) -> (files: [FoundFile], problems: [FilesError]) {
    var walk = FolderWalk()
    for path in excluding {
      if let status = try? FileStatus.following(path) { walk.excluded.insert(Identity(status)) }
    }
    for path in paths { walk.add(argument: path, entering) }
    return (walk.files, walk.problems)
  }

  private mutating func add(argument path: String, _ entering: (FoundFolder) -> Bool) {
    do throws(FilesError) {
      let status = try FileStatus.following(path)
      if FileStatus.isDirectory(status) {
        walk(Folder(path: path, relativePath: "", depth: 0), status, entering)
      } else if FileStatus.isRegularFile(status) {
        let file = FoundFile(path: path, relativePath: PathName.last(of: path))
        if !excluded.contains(Identity(status)) { files.append(file) }
      } else {
        throw FilesError(.notARegularFile, path: path, detail: "neither a file nor a folder")
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func walk(
    _ root: Folder, _ status: stat, _ entering: (FoundFolder) -> Bool
  ) {
    let first = files.count
    let firstProblem = problems.count
    var folders = [(root, status)]
    var links: [(Folder, stat)] = []
    while let (folder, status) = folders.popLast() ?? links.popLast() {
      let identity = Identity(status)
      if excluded.contains(identity) || !walked.insert(identity).inserted { continue }
      do throws(FilesError) {
        if folder.depth > FolderWalk.deepest {
          throw FilesError(
            .tooLarge, path: folder.path, detail: "more than \(FolderWalk.deepest) levels")
        }
        let found = FoundFolder(path: folder.path, relativePath: folder.relativePath)
        guard entering(found) else { continue }
        let listing = try DirectoryListing.names(
          in: folder.path, atMost: FolderWalk.most - count)
        problems += listing.problems
        count += listing.names.count
        // Reversed, because the stacks hand out the last one first.
        for name in listing.names.reversed() where !name.hasPrefix(".") {
          visit(name, in: folder, &folders, &links)
        }
      } catch {
        problems.append(error)
      }
    }
    files[first...].sort { PathName.precedes($0.relativePath, $1.relativePath) }
    problems[firstProblem...].sort { PathName.precedes($0.path, $1.path) }
  }

  private mutating func visit(
    _ name: String, in folder: Folder, _ folders: inout [(Folder, stat)],
    _ links: inout [(Folder, stat)]
  ) {
    let path = PathName.join(folder.path, name)
    let relative = folder.relativePath.isEmpty ? name : "\(folder.relativePath)/\(name)"
    do throws(FilesError) {
      let isLink = FileStatus.isSymbolicLink(try FileStatus.ofLinkItself(path))
      let status = try FileStatus.following(path)
      if FileStatus.isDirectory(status) {
        let child = Folder(path: path, relativePath: relative, depth: folder.depth + 1)
        if isLink { links.append((child, status)) } else { folders.append((child, status)) }
      } else if FileStatus.isRegularFile(status), !excluded.contains(Identity(status)) {
        files.append(FoundFile(path: path, relativePath: relative))
      }
    } catch {
      problems.append(error)
    }
  }
}
