import CSQLite

/// A result code of SQLite with its extension (https://sqlite.org/rescode.html).
struct SQLiteResultCode: Hashable {
  let raw: Int32

  /// The code without what the extension adds.
  var primary: Int32 { raw & 0xFF }

  // Macros with arithmetic in them do not reach Swift.
  static let foreignKey = SQLiteResultCode(raw: SQLITE_CONSTRAINT | (3 << 8))
  static let unique = SQLiteResultCode(raw: SQLITE_CONSTRAINT | (8 << 8))
  static let primaryKey = SQLiteResultCode(raw: SQLITE_CONSTRAINT | (6 << 8))

  /// The catalogue's code for a failure.
  var code: CatalogueError.Code {
    switch primary {
    case SQLITE_FULL: .diskFull
    case SQLITE_READONLY: .readOnly
    case SQLITE_CORRUPT: .damaged
    case SQLITE_NOTADB: .notACatalogue
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_IOERR: .inputOutput
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
    case SQLITE_TOOBIG, SQLITE_NOMEM: .tooLarge
    case SQLITE_CONSTRAINT where self == .foreignKey: .unknownReference
    case SQLITE_CONSTRAINT where self == .unique || self == .primaryKey: .conflict
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .invalidEntry
    default: .failed
    }
  }
}
