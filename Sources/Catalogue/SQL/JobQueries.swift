/// The statements about shared work, like `Queries`; only servers have the table.
enum JobQueries {
  /// How many jobs a worker offers to take one of.
  static let choice = 8

  private static let marks = Array(repeating: "?", count: choice).joined(separator: ", ")

  /// Milliseconds since 1970 by the database's clock.
  static let now = "SELECT CAST(extract(epoch FROM now()) * 1000 AS BIGINT)"
  static let insert =
    "INSERT INTO job (id, lease_ends, added_at) VALUES (?, 0, ?) ON CONFLICT (id) DO NOTHING"
  static let known = "SELECT id FROM job WHERE id IN (\(marks))"
  /// The first that is free; one that another worker is just taking is passed over.
  static let free = """
    SELECT id FROM job WHERE id IN (\(marks)) AND lease_ends < ? \
    ORDER BY added_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    """
  static let take = "UPDATE job SET worker = ?, lease_ends = ? WHERE id = ?"
  static let keep = "UPDATE job SET lease_ends = ? WHERE worker = ?"
  static let remove = "DELETE FROM job WHERE id = ? AND worker = ?"
  /// What workers that died have left and nobody wanted since.
  static let removeForgotten = "DELETE FROM job WHERE added_at < ? AND lease_ends < ?"
}
