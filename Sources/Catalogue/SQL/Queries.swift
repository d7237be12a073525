/// Every statement that reads and writes entries, in SQL common to SQLite and PostgreSQL. Parameters
/// are question marks, filled from left to right.
enum Queries {
  static let originalColumns = """
    sha256, size, path, file_name, media_type, format, pixel_width, pixel_height, exif_json, \
    findings, content_hashes, preview, added_at, record_id
    """
  static let summaryColumns =
    "sha256, size, path, file_name, pixel_width, pixel_height, content_hashes, added_at"
  static let pictureColumns = """
    sha256, size, file_name, path, media_type, pixel_width, pixel_height, original_sha256, \
    pairing_score, added_at
    """
  static let copyColumns = """
    id, payload, picture_sha256, platform, slot, recipient, settings, state, output_sha256, \
    output_size, output_format, pixel_width, pixel_height, content_hash, preview, record_id, \
    created_at, issued_at
    """
  static let recordColumns = "id, kind, bytes, recorded_at, time_kind"

  static let insertOriginal = """
    INSERT INTO original (\(originalColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
    ON CONFLICT (sha256) DO NOTHING
    """
  static let insertOriginalPath =
    "INSERT INTO original_path (sha256, path) VALUES (?, ?) ON CONFLICT (sha256, path) DO NOTHING"
  static let original = "SELECT \(originalColumns) FROM original WHERE sha256 = ?"
  static let originalPaths = "SELECT path FROM original_path WHERE sha256 = ? ORDER BY path"
  static let originalsAfter =
    "SELECT \(summaryColumns) FROM original WHERE sha256 > ? ORDER BY sha256 LIMIT ?"

  static let insertPicture = """
    INSERT INTO picture (\(pictureColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
    ON CONFLICT (sha256) DO NOTHING
    """
  static let picture = "SELECT \(pictureColumns) FROM picture WHERE sha256 = ?"
  static let picturesOfOriginal =
    "SELECT \(pictureColumns) FROM picture WHERE original_sha256 = ? ORDER BY sha256"
  static let picturesAfter =
    "SELECT \(pictureColumns) FROM picture WHERE sha256 > ? ORDER BY sha256 LIMIT ?"

  static let insertCopy = """
    INSERT INTO issued_copy (id, payload, picture_sha256, platform, slot, recipient, settings, \
    state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'reserved', ?)
    """
  static let issueCopy = """
    UPDATE issued_copy SET state = 'issued', output_sha256 = ?, output_size = ?, \
    output_format = ?, pixel_width = ?, pixel_height = ?, content_hash = ?, preview = ?, \
    record_id = ?, issued_at = ? WHERE id = ? AND state = 'reserved'
    """
  static let copyOfRequest = """
    SELECT \(copyColumns) FROM issued_copy WHERE picture_sha256 = ? AND platform = ? AND slot = ? \
    AND recipient = ? AND settings = ?
    """
  static let payloadIsTaken = "SELECT 1 FROM issued_copy WHERE payload = ?"
  static let copy = "SELECT \(copyColumns) FROM issued_copy WHERE id = ?"
  static let copyOfPayload = "SELECT \(copyColumns) FROM issued_copy WHERE payload = ?"
  static let copiesOfOutput =
    "SELECT \(copyColumns) FROM issued_copy WHERE output_sha256 = ? ORDER BY id"
  static let copiesOfPicture = """
    SELECT \(copyColumns) FROM issued_copy WHERE picture_sha256 = ? \
    ORDER BY platform, slot, recipient, settings
    """
  static let copiesAfter = "SELECT \(copyColumns) FROM issued_copy WHERE id > ? ORDER BY id LIMIT ?"
  static let allPayloads = "SELECT payload FROM issued_copy ORDER BY payload"

  static let insertOutput =
    "INSERT INTO output (copy_id, path) VALUES (?, ?) ON CONFLICT (copy_id, path) DO NOTHING"
  static let outputs = "SELECT path FROM output WHERE copy_id = ? ORDER BY path"

  static let insertRecord = """
    INSERT INTO record (\(recordColumns)) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
    """
  static let record = "SELECT \(recordColumns) FROM record WHERE id = ?"
  static let recordsAfter = "SELECT \(recordColumns) FROM record WHERE id > ? ORDER BY id LIMIT ?"

  static let fingerprintColumns = "sha256, hashes, hash_quality, image_code, added_at"
  static let insertFingerprint = """
    INSERT INTO fingerprint (\(fingerprintColumns)) VALUES (?, ?, ?, ?, ?) \
    ON CONFLICT (sha256) DO NOTHING
    """
  static let fingerprint = "SELECT \(fingerprintColumns) FROM fingerprint WHERE sha256 = ?"

  static let caseColumns =
    "id, platform, kind, goods_link, reference, notice_at, due_at, created_at, path, is_ready"
  static let insertCase =
    "INSERT INTO case_file (\(caseColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
  static let cases = """
    SELECT \(caseColumns) FROM case_file \
    ORDER BY CASE WHEN due_at IS NULL THEN 1 ELSE 0 END, due_at, created_at DESC, id
    """

  static let templateColumns = "name, definition, artwork, saved_at"
  static let saveTemplate = """
    INSERT INTO template (\(templateColumns)) VALUES (?, ?, ?, ?) \
    ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, \
    artwork = excluded.artwork, saved_at = excluded.saved_at
    """
  static let template = "SELECT \(templateColumns) FROM template WHERE name = ?"
  static let templates = "SELECT \(templateColumns) FROM template ORDER BY name"
  static let removeTemplate = "DELETE FROM template WHERE name = ?"

  static let counts = """
    SELECT (SELECT count(*) FROM original), (SELECT count(*) FROM picture), \
    (SELECT count(*) FROM issued_copy WHERE state = 'reserved'), \
    (SELECT count(*) FROM issued_copy WHERE state = 'issued'), \
    (SELECT count(*) FROM output), (SELECT count(*) FROM record)
    """
}
