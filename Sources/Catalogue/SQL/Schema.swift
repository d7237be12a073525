/// The tables of a catalogue, as numbered steps in SQL that SQLite and PostgreSQL both read.
///
/// Keys are digests and texts, never row numbers. A step that has been released never changes; a new
/// one is added after it.
enum Schema {
  /// What the types are called in one dialect of SQL.
  struct Types: Sendable, Equatable {
    let bytes: String
    let integer: String
    let real: String
    let text: String
    /// Whether the database is a server that several machines use.
    let isServer: Bool

    static let sqlite = Types(
      bytes: "BLOB", integer: "INTEGER", real: "REAL", text: "TEXT", isServer: false)
    /// Text in the order of its bytes, whatever the database's own order, as SQLite has it.
    static let postgreSQL = Types(
      bytes: "BYTEA", integer: "BIGINT", real: "DOUBLE PRECISION", text: "TEXT COLLATE \"C\"",
      isServer: true)
    /// Always orders text by its bytes, and takes no column of that collation.
    static let cockroachDB = Types(
      bytes: "BYTEA", integer: "BIGINT", real: "DOUBLE PRECISION", text: "TEXT", isServer: true)
  }

  /// The number of the last step.
  static let version = migrations(.sqlite).count

  /// The statements of every step; the first brings an empty database to version 1.
  static func migrations(_ types: Types) -> [[String]] {
    [
      version1(types), templates(types), time(types), fingerprints(types), cases(types),
      jobs(types),
    ]
  }

  private static func version1(_ types: Types) -> [String] {
    let (bytes, integer, real, text) = (types.bytes, types.integer, types.real, types.text)
    return [
      """
      CREATE TABLE record (
        id \(bytes) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        kind \(text) NOT NULL,
        bytes \(bytes) NOT NULL,
        recorded_at \(integer) NOT NULL,
        time_kind \(text) NOT NULL
      )
      """,
      """
      CREATE TABLE original (
        sha256 \(bytes) NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
        size \(integer) NOT NULL CHECK (size >= 0),
        path \(text) NOT NULL,
        file_name \(text) NOT NULL,
        media_type \(text) NOT NULL,
        format \(text) NOT NULL,
        pixel_width \(integer) CHECK (pixel_width >= 0),
        pixel_height \(integer) CHECK (pixel_height >= 0),
        exif_json \(text),
        findings \(text) NOT NULL,
        content_hashes \(bytes),
        preview \(bytes),
        added_at \(integer) NOT NULL,
        record_id \(bytes) REFERENCES record (id)
      )
      """,
      """
      CREATE TABLE original_path (
        sha256 \(bytes) NOT NULL REFERENCES original (sha256),
        path \(text) NOT NULL,
        PRIMARY KEY (sha256, path)
      )
      """,
      """
      CREATE TABLE picture (
        sha256 \(bytes) NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
        size \(integer) NOT NULL CHECK (size >= 0),
        file_name \(text) NOT NULL,
        path \(text) NOT NULL,
        media_type \(text) NOT NULL,
        pixel_width \(integer) NOT NULL CHECK (pixel_width >= 0),
        pixel_height \(integer) NOT NULL CHECK (pixel_height >= 0),
        original_sha256 \(bytes) REFERENCES original (sha256),
        pairing_score \(real),
        added_at \(integer) NOT NULL
      )
      """,
      "CREATE INDEX picture_original ON picture (original_sha256, sha256)",
      """
      CREATE TABLE issued_copy (
        id \(text) NOT NULL PRIMARY KEY,
        payload \(bytes) NOT NULL UNIQUE CHECK (length(payload) = 8),
        picture_sha256 \(bytes) NOT NULL REFERENCES picture (sha256),
        platform \(text) NOT NULL,
        slot \(text) NOT NULL,
        recipient \(text) NOT NULL,
        settings \(text) NOT NULL,
        state \(text) NOT NULL CHECK (state IN ('reserved', 'issued')),
        output_sha256 \(bytes) CHECK (length(output_sha256) = 32),
        output_size \(integer) CHECK (output_size >= 0),
        output_format \(text),
        pixel_width \(integer) CHECK (pixel_width >= 0),
        pixel_height \(integer) CHECK (pixel_height >= 0),
        content_hash \(bytes),
        preview \(bytes),
        record_id \(bytes) REFERENCES record (id),
        created_at \(integer) NOT NULL,
        issued_at \(integer),
        UNIQUE (picture_sha256, platform, slot, recipient, settings)
      )
      """,
      "CREATE INDEX issued_copy_output ON issued_copy (output_sha256, id)",
      """
      CREATE TABLE output (
        copy_id \(text) NOT NULL REFERENCES issued_copy (id),
        path \(text) NOT NULL,
        PRIMARY KEY (copy_id, path)
      )
      """,
    ]
  }
}
