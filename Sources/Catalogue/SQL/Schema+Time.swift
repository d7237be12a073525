extension Schema {
  /// Evidence of time: batches, proofs and tokens; and countersignatures.
  static func time(_ types: Types) -> [String] {
    let (bytes, integer, text) = (types.bytes, types.integer, types.text)
    return [
      """
      CREATE TABLE time_batch (
        id \(bytes) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        number \(integer) NOT NULL UNIQUE CHECK (number >= 1),
        note \(text) NOT NULL,
        authorities \(text) NOT NULL,
        created_at \(integer) NOT NULL
      )
      """,
      """
      CREATE TABLE time_anchor (
        record_id \(bytes) NOT NULL REFERENCES record (id),
        batch_id \(bytes) NOT NULL REFERENCES time_batch (id),
        bytes \(bytes) NOT NULL,
        PRIMARY KEY (record_id, batch_id)
      )
      """,
      """
      CREATE TABLE time_link (
        subject \(bytes) NOT NULL CHECK (length(subject) = 32),
        batch_id \(bytes) NOT NULL REFERENCES time_batch (id),
        bytes \(bytes) NOT NULL,
        PRIMARY KEY (subject, batch_id)
      )
      """,
      """
      CREATE TABLE time_token (
        id \(bytes) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        kind \(text) NOT NULL CHECK (kind IN ('batch', 'record', 'file')),
        subject \(bytes) NOT NULL CHECK (length(subject) = 32),
        sequence \(integer) NOT NULL,
        authority \(text) NOT NULL,
        bytes \(bytes) NOT NULL,
        generated_at \(integer) NOT NULL,
        certificate_ends \(integer),
        added_at \(integer) NOT NULL,
        UNIQUE (subject, sequence)
      )
      """,
      """
      CREATE TABLE countersigned (
        record_id \(bytes) NOT NULL REFERENCES record (id),
        countersignature_id \(bytes) NOT NULL REFERENCES record (id),
        place \(integer) NOT NULL CHECK (place >= 0),
        size \(integer) NOT NULL CHECK (size > place),
        path \(bytes) NOT NULL,
        PRIMARY KEY (record_id, countersignature_id)
      )
      """,
      "CREATE INDEX original_record ON original (record_id)",
      "CREATE INDEX issued_copy_record ON issued_copy (record_id)",
    ]
  }
}
