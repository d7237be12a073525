/// How far an issued copy is.
public enum CopyState: String, CaseIterable, Sendable {
  /// Its payload is taken, the file not yet delivered.
  case reserved
  /// The file is delivered and recorded.
  case issued
}
