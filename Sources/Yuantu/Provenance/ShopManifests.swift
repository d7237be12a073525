import Catalogue
import Manifests
public import Trust

extension Shop {
  /// The manifest store that the catalogue keeps for the file with this digest: of an original, or of
  /// an issued copy (whose file holds it too).
  public func manifest(of digest: Digest) throws(Problem) -> [UInt8]? {
    do {
      let id =
        try store.original(sha256: digest.bytes)?.recordID
        ?? store.copies(outputSHA256: digest.bytes).first?.recordID
      return try id.flatMap { try store.record(id: $0)?.bytes }
    } catch { throw Problem(any: error, path: home.catalogue) }
  }

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
