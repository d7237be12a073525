/// What a protect run tells while it works.
public enum ProtectEvent: Sendable {
  /// So many files were found; what follows counts towards them.
  case started(files: Int)
  /// One file is done.
  case done(CopyReport)
  /// One file could not be done; the run goes on.
  case failed(Problem)
}
