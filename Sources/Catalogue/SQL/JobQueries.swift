/// The statements about shared work, like `Queries`; only servers have the table.
enum JobQueries {
  /// How many jobs a worker offers to take one of.
  static let choice = 8

  private static let marks = Array(repeating: "?", count: choice).joined(separator: ", ")

  /// Milliseconds since 1970 by the database's clock.
  static let now = "SELECT CAST(extract(epoch FROM now()) * 1000 AS BIGINT)"
  static let known = "SELECT id FROM job WHERE id IN (\(marks))"
  static let insert =
    "INSERT INTO job (id, worker, lease_ends) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"
  /// One whose worker has let its lease end; what another is just taking over is passed over.
  static let abandoned = """
    SELECT id FROM job WHERE id IN (\(marks)) AND lease_ends < ? \
    ORDER BY lease_ends, id LIMIT 1 FOR UPDATE SKIP LOCKED
    """
  static let takeOver = "UPDATE job SET worker = ?, lease_ends = ? WHERE id = ?"
  static let keep = "UPDATE job SET lease_ends = ? WHERE worker = ?"
  static let remove = "DELETE FROM job WHERE id = ? AND worker = ?"
  /// What workers that died have left and nobody wanted since.
  static let removeForgotten = "DELETE FROM job WHERE lease_ends < ?"
}
