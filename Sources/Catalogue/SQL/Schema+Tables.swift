extension Schema {
  /// The tables with a shop's register, none before one it refers to. A new column or table is added
  /// here as well as in a step; the tests compare the two.
  static let tables = [
    SQLTable("record", "id:b kind:t bytes:b recorded_at:i time_kind:t"),
    SQLTable(
      "original",
      """
      sha256:b size:i path:t file_name:t media_type:t format:t pixel_width:i? pixel_height:i?
      exif_json:t? findings:t content_hashes:b? preview:b? added_at:i record_id:b?
      """),
    SQLTable("original_path", key: 2, "sha256:b path:t"),
    SQLTable(
      "picture",
      """
      sha256:b size:i file_name:t path:t media_type:t pixel_width:i pixel_height:i
      original_sha256:b? pairing_score:r? added_at:i
      """),
    SQLTable(
      "issued_copy",
      """
      id:t payload:b picture_sha256:b platform:t slot:t recipient:t settings:t state:t
      output_sha256:b? output_size:i? output_format:t? pixel_width:i? pixel_height:i?
      content_hash:b? preview:b? record_id:b? created_at:i issued_at:i?
      """),
    SQLTable("output", key: 2, "copy_id:t path:t"),
    SQLTable("template", "name:t definition:t artwork:b? saved_at:i"),
    SQLTable("time_batch", "id:b number:i note:t authorities:t created_at:i"),
    SQLTable("time_anchor", key: 2, "record_id:b batch_id:b bytes:b"),
    SQLTable("time_link", key: 2, "subject:b batch_id:b bytes:b"),
    SQLTable(
      "time_token",
      """
      id:b kind:t subject:b sequence:i authority:t bytes:b generated_at:i certificate_ends:i?
      added_at:i
      """),
    SQLTable("countersigned", key: 2, "record_id:b countersignature_id:b place:i size:i path:b"),
    SQLTable("fingerprint", "sha256:b hashes:b hash_quality:i image_code:b added_at:i"),
    SQLTable(
      "case_file",
      """
      id:t platform:t kind:t goods_link:t reference:t notice_at:i? due_at:i? created_at:i path:t
      is_ready:i
      """),
  ]

  /// Which columns refer to which table's first column.
  static let references = [
    Reference("original", "record_id", to: "record"),
    Reference("original_path", "sha256", to: "original"),
    Reference("picture", "original_sha256", to: "original"),
    Reference("issued_copy", "picture_sha256", to: "picture"),
    Reference("issued_copy", "record_id", to: "record"),
    Reference("output", "copy_id", to: "issued_copy"),
    Reference("time_anchor", "record_id", to: "record"),
    Reference("time_anchor", "batch_id", to: "time_batch"),
    Reference("time_link", "batch_id", to: "time_batch"),
    Reference("countersigned", "record_id", to: "record"),
    Reference("countersigned", "countersignature_id", to: "record"),
  ]

  /// That a column's values are keys of another table.
  struct Reference: Sendable {
    let table: String
    let column: String
    let target: String

    init(_ table: String, _ column: String, to target: String) {
      self.table = table
      self.column = column
      self.target = target
    }

    /// The values that are keys of no row.
    var dangling: String {
      let key = Schema.tables.first { $0.name == target }?.columns.first?.name ?? ""
      return "SELECT t.\(column) FROM \(table) t WHERE t.\(column) IS NOT NULL "
        + "AND NOT EXISTS (SELECT 1 FROM \(target) r WHERE r.\(key) = t.\(column))"
    }
  }
}
