import Catalogue
import Manifests
import Trust

extension CatalogueStore {
  /// The manifest store that the catalogue keeps for the file with this digest: of an original, or of
  /// an issued copy (whose file holds it too).
  func manifest(of digest: Digest) throws(CatalogueError) -> [UInt8]? {
    if let id = try original(sha256: digest.bytes)?.recordID { return try record(id: id)?.bytes }
    guard let id = try copies(outputSHA256: digest.bytes).first?.recordID else { return nil }
    return try record(id: id)?.bytes
  }
}

extension Shop {
  /// The ingest manifest of an original.
  func ingestManifest(of original: OriginalEntry) throws -> ManifestStore? {
    guard let id = original.recordID, let record = try store.record(id: id) else { return nil }
    return try ManifestStore.parse(record.bytes)
  }
}

extension RecordEntry {
  /// The catalogue's row for a manifest store that holds a record of `kind` made at `recordedAt`.
  init(
    _ store: ManifestStore, kind: RecordStatement.Kind, recordedAt: Int64
  ) throws(ManifestError) {
    self.init(
      id: try store.recordIdentifier().bytes, kind: kind.rawValue, bytes: store.bytes,
      recordedAt: recordedAt, timeKind: RecordStatement.TimeKind.ownClock.rawValue)
  }
}
