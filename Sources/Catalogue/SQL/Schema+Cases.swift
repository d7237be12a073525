extension Schema {
  /// Cases with their clocks.
  static func cases(_ types: Types) -> [String] {
    [
      """
      CREATE TABLE case_file (
        id \(types.text) NOT NULL PRIMARY KEY,
        platform \(types.text) NOT NULL,
        kind \(types.text) NOT NULL,
        goods_link \(types.text) NOT NULL,
        reference \(types.text) NOT NULL,
        notice_at \(types.integer),
        due_at \(types.integer),
        created_at \(types.integer) NOT NULL,
        path \(types.text) NOT NULL,
        is_ready \(types.integer) NOT NULL
      )
      """
    ]
  }
}
