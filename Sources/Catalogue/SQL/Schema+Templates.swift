extension Schema {
  /// Designs of visible marks.
  static func templates(_ types: Types) -> [String] {
    [
      """
      CREATE TABLE template (
        name \(types.text) NOT NULL PRIMARY KEY,
        definition \(types.text) NOT NULL,
        artwork \(types.bytes),
        saved_at \(types.integer) NOT NULL
      )
      """
    ]
  }
}
