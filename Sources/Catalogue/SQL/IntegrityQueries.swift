/// The catalogue's own rules, each as a query whose rows are what breaks it: the key of the row (text
/// or bytes), and nothing else.
enum IntegrityQueries {
  struct Rule: Sendable {
    let code: CatalogueProblem.Code
    let table: String
    let query: String
  }

  static let rules: [Rule] = [
    Rule(
      code: .originalWithoutPath, table: "original",
      query: """
        SELECT sha256 FROM original o WHERE NOT EXISTS \
        (SELECT 1 FROM original_path p WHERE p.sha256 = o.sha256 AND p.path = o.path)
        """),
    Rule(
      code: .issuedWithoutRecord, table: "copy",
      query: "SELECT id FROM issued_copy WHERE state = 'issued' AND record_id IS NULL"),
    Rule(
      code: .issuedWithoutOutput, table: "copy",
      query: """
        SELECT id FROM issued_copy WHERE state = 'issued' AND (output_sha256 IS NULL \
        OR output_size IS NULL OR output_format IS NULL OR pixel_width IS NULL \
        OR pixel_height IS NULL OR issued_at IS NULL)
        """),
    Rule(
      code: .issuedWithoutPath, table: "copy",
      query: """
        SELECT id FROM issued_copy c WHERE state = 'issued' AND NOT EXISTS \
        (SELECT 1 FROM output o WHERE o.copy_id = c.id)
        """),
    Rule(
      code: .reservedWithOutput, table: "copy",
      query: """
        SELECT id FROM issued_copy c WHERE state = 'reserved' AND (record_id IS NOT NULL \
        OR output_sha256 IS NOT NULL OR issued_at IS NOT NULL OR EXISTS \
        (SELECT 1 FROM output o WHERE o.copy_id = c.id))
        """),
    Rule(
      code: .duplicatePayload, table: "payload",
      query: "SELECT payload FROM issued_copy GROUP BY payload HAVING count(*) > 1"),
    Rule(
      code: .duplicateCopy, table: "copy",
      query: """
        SELECT min(id) FROM issued_copy \
        GROUP BY picture_sha256, platform, slot, recipient, settings HAVING count(*) > 1
        """),
    Rule(
      code: .malformedValue, table: "copy",
      query: """
        SELECT id FROM issued_copy WHERE length(payload) <> 8 OR length(picture_sha256) <> 32 \
        OR state NOT IN ('reserved', 'issued') OR length(output_sha256) <> 32 OR output_size < 0 \
        OR length(record_id) <> 32
        """),
    Rule(
      code: .malformedValue, table: "original",
      query: "SELECT sha256 FROM original WHERE length(sha256) <> 32 OR size < 0"),
    Rule(
      code: .malformedValue, table: "picture",
      query: "SELECT sha256 FROM picture WHERE length(sha256) <> 32 OR size < 0"),
    Rule(
      code: .danglingReference, table: "fingerprint",
      query: """
        SELECT sha256 FROM fingerprint f WHERE NOT EXISTS \
        (SELECT 1 FROM original o WHERE o.sha256 = f.sha256) AND NOT EXISTS \
        (SELECT 1 FROM picture p WHERE p.sha256 = f.sha256)
        """),
    Rule(
      code: .malformedValue, table: "time_token",
      query: "SELECT id FROM time_token WHERE length(id) <> 32 OR length(subject) <> 32"),
    Rule(
      code: .tokenWithoutSubject, table: "time_token",
      query: """
        SELECT id FROM time_token t WHERE (kind = 'batch' AND NOT EXISTS \
        (SELECT 1 FROM time_batch b WHERE b.id = t.subject)) OR (kind = 'record' AND NOT EXISTS \
        (SELECT 1 FROM record r WHERE r.id = t.subject))
        """),
    Rule(
      code: .recordUnused, table: "record",
      query: """
        SELECT id FROM record r WHERE NOT EXISTS \
        (SELECT 1 FROM original o WHERE o.record_id = r.id) AND NOT EXISTS \
        (SELECT 1 FROM issued_copy c WHERE c.record_id = r.id) AND NOT EXISTS \
        (SELECT 1 FROM countersigned s WHERE s.countersignature_id = r.id)
        """),
    Rule(
      code: .malformedValue, table: "record",
      query: "SELECT id FROM record WHERE length(id) <> 32"),
  ]
}
