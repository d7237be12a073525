/// The statements about evidence of time, like `Queries`.
enum TimeQueries {
  static let batchColumns = "id, number, note, authorities, created_at"
  static let tokenColumns = """
    id, kind, subject, authority, bytes, generated_at, certificate_ends, added_at
    """
  static let undated = """
    SELECT r.id, coalesce(\
    (SELECT o.sha256 FROM original o WHERE o.record_id = r.id ORDER BY o.sha256 LIMIT 1), \
    (SELECT p.original_sha256 FROM issued_copy c JOIN picture p ON p.sha256 = c.picture_sha256 \
    WHERE c.record_id = r.id AND p.original_sha256 IS NOT NULL \
    ORDER BY p.original_sha256 LIMIT 1)), \
    (SELECT c.output_sha256 FROM issued_copy c WHERE c.record_id = r.id \
    ORDER BY c.output_sha256 LIMIT 1) \
    FROM record r WHERE NOT EXISTS (SELECT 1 FROM time_anchor a WHERE a.record_id = r.id) \
    ORDER BY r.id LIMIT ?
    """
  static let undatedCount = """
    SELECT count(*) FROM record r WHERE NOT EXISTS \
    (SELECT 1 FROM time_token t WHERE t.subject = r.id) AND NOT EXISTS \
    (SELECT 1 FROM time_anchor a JOIN time_token t ON t.subject = a.batch_id \
    WHERE a.record_id = r.id)
    """
  static let anchorCount = "SELECT count(*) FROM time_anchor WHERE batch_id = ?"

  static let insertBatch =
    "INSERT INTO time_batch (\(batchColumns)) VALUES (?, ?, ?, ?, ?)"
  static let numberIsTaken = "SELECT 1 FROM time_batch WHERE number = ?"
  static let batch = "SELECT \(batchColumns) FROM time_batch WHERE id = ?"
  static let batches = "SELECT \(batchColumns) FROM time_batch ORDER BY number"

  static let insertAnchor =
    "INSERT INTO time_anchor (record_id, batch_id, bytes) VALUES (?, ?, ?)"
  static let anchors = """
    SELECT a.record_id, a.batch_id, a.bytes FROM time_anchor a \
    JOIN time_batch b ON b.id = a.batch_id WHERE a.record_id = ? ORDER BY b.number
    """

  static let insertLink = "INSERT INTO time_link (subject, batch_id, bytes) VALUES (?, ?, ?)"
  static let links = """
    SELECT l.subject, l.batch_id, l.bytes FROM time_link l \
    JOIN time_batch b ON b.id = l.batch_id WHERE l.subject = ? ORDER BY b.number
    """

  static let lastSequence = "SELECT max(sequence) FROM time_token WHERE subject = ?"
  static let insertToken = """
    INSERT INTO time_token (\(tokenColumns), sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
    ON CONFLICT (id) DO NOTHING
    """
  static let tokens =
    "SELECT \(tokenColumns) FROM time_token WHERE subject = ? ORDER BY sequence"
  static let uncountersigned = """
    SELECT r.id FROM record r WHERE r.recorded_at < ? AND r.kind <> ? AND NOT EXISTS \
    (SELECT 1 FROM countersigned c JOIN record s ON s.id = c.countersignature_id \
    WHERE c.record_id = r.id AND s.recorded_at >= ?) ORDER BY r.id
    """
  static let insertCountersigned = """
    INSERT INTO countersigned (record_id, countersignature_id, place, size, path) \
    VALUES (?, ?, ?, ?, ?)
    """
  static let countersigned = """
    SELECT record_id, countersignature_id, place, size, path FROM countersigned \
    WHERE record_id = ? ORDER BY countersignature_id
    """
  static let subjectsEnding = """
    SELECT subject FROM time_token t GROUP BY subject \
    HAVING max(coalesce(certificate_ends, 0)) BETWEEN ? AND ? AND max(added_at) < ? \
    AND NOT EXISTS (SELECT 1 FROM time_link l WHERE l.subject = t.subject) ORDER BY subject
    """
}
