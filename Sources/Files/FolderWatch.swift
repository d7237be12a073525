import Glibc

/// Watches folders for files that are complete, by the system's own reports (inotify). A folder is
/// watched by itself, not what is below it. On file systems of other machines the system reports only
/// what this machine does.
public struct FolderWatch: ~Copyable {
  private static let interest = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)
  private static let bufferBytes = 1 << 16
  /// How many buffers are read before what was in them is handed out.
  private static let mostBuffers = 16

  private let descriptor: Descriptor
  /// The folders by the system's number for them.
  private var folders: [CInt: String] = [:]

  /// A watch over nothing yet. `watchLimit` when the user has no more.
  public init() throws(FilesError) {
    let number = inotify_init1(O_CLOEXEC | O_NONBLOCK)
    if number < 0, errno == EMFILE {
      throw FilesError(.watchLimit, path: "inotify", detail: "max_user_instances")
    }
    descriptor = try Descriptor(adopting: number, path: "inotify")
  }

  /// What can be read from when something happened: for `WakeSignal.wait`.
  public var readiness: CInt { descriptor.number }

  /// How many folders are watched.
  public var count: Int { folders.count }

  /// Begins to report what happens in the folder at `path`; false when it is watched already by another
  /// path. Throws `watchLimit` when the system refuses more.
  public mutating func add(_ path: String) throws(FilesError) -> Bool {
    try PathName.check(path)
    let number = inotify_add_watch(
      descriptor.number, path, FolderWatch.interest | UInt32(IN_ONLYDIR))
    guard number >= 0 else {
      if errno == ENOSPC {
        throw FilesError(.watchLimit, path: path, detail: "max_user_watches")
      }
      throw FilesError(errno: errno, path: path)
    }
    if let known = folders[number] { return known == path }
    folders[number] = path
    return true
  }

  /// What happened since the last call, in order; does not wait for it.
  public mutating func events() throws(FilesError) -> [FolderEvent] {
    var events: [FolderEvent] = []
    var buffer = [UInt8](repeating: 0, count: FolderWatch.bufferBytes)
    for _ in 0..<FolderWatch.mostBuffers {
      let count = read(descriptor.number, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { break }
        throw FilesError(errno: errno, path: descriptor.path)
      }
      parse(buffer[..<count], into: &events)
    }
    return events
  }

  private mutating func parse(_ bytes: ArraySlice<UInt8>, into events: inout [FolderEvent]) {
    let head = MemoryLayout<inotify_event>.size
    var rest = bytes
    while rest.count >= head {
      let event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(head).prefix(Int(event.len)).prefix { $0 != 0 }
      interpret(event, name: Array(name), into: &events)
      rest = rest.dropFirst(head + Int(event.len))
    }
  }

  private mutating func interpret(
    _ event: inotify_event, name: [UInt8], into events: inout [FolderEvent]
  ) {
    func has(_ bits: CInt) -> Bool { event.mask & UInt32(bits) != 0 }
    if has(IN_Q_OVERFLOW) {
      events.append(.overflowed)
      return
    }
    guard let folder = folders[event.wd] else { return }
    if has(IN_IGNORED | IN_MOVE_SELF) {
      folders[event.wd] = nil
      inotify_rm_watch(descriptor.number, event.wd)
      events.append(.folderGone(folder))
    }
    guard !name.isEmpty else { return }
    guard let text = String(validating: name, as: UTF8.self) else {
      events.append(
        .nameNotUTF8(PathName.join(folder, String(decoding: name, as: UTF8.self))))
      return
    }
    let path = PathName.join(folder, text)
    if has(IN_ISDIR) {
      if has(IN_MOVED_FROM) { forget(path) }
      if has(IN_CREATE | IN_MOVED_TO) { events.append(.folderAppeared(path)) }
    } else if has(IN_CLOSE_WRITE | IN_MOVED_TO) {
      events.append(.fileCompleted(path))
    } else if has(IN_CREATE) {
      if let linked = FolderWatch.linked(path) { events.append(linked) }
    }
  }

  /// What is below a folder that moved has another path now, and is found anew under it.
  private mutating func forget(_ path: String) {
    for (number, folder) in folders where folder == path || folder.hasPrefix(path + "/") {
      folders[number] = nil
      inotify_rm_watch(descriptor.number, number)
    }
  }

  /// A link is complete when it is made, and never closed.
  private static func linked(_ path: String) -> FolderEvent? {
    guard let own = try? FileStatus.ofLinkItself(path) else { return nil }
    if FileStatus.isSymbolicLink(own) {
      guard let target = try? FileStatus.following(path) else { return nil }
      return FileStatus.isDirectory(target) ? .folderAppeared(path) : .fileCompleted(path)
    }
    return own.st_nlink > 1 ? .fileCompleted(path) : nil
  }
}
