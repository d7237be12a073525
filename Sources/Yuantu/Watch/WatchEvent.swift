/// What a watch tells.
public enum WatchEvent: Sendable {
  /// Everything is watched from now on: so many folders, with so many files in them by now.
  case watching(folders: Int, files: Int)
  /// One file is done.
  case done(CopyReport)
  /// One file could not be done. It is taken again when it changes, or after a while when the picture
  /// is not to blame.
  case failed(Problem)
  /// One file looks as if the rest of it were still to come, or another run has the shop. The watch goes
  /// on by itself when that is over.
  case waiting(Problem)
  /// Something about a folder, the catalogue or the system, which the watch outlives.
  case trouble(Problem)
  /// All that was there is done; so much since the start.
  case idle(Protection.Summary)
}
