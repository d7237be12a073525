public import Cases
import Catalogue
import Files
import Manifests
import Marking
public import Trust
import Wording

extension Shop {
  /// The record of an original for a package; nil when there is none, or, in a package that may be shown
  /// to anybody, when it carries what somebody else (a camera) signed, which may tell places.
  public func packageRecord(
    ofOriginal sha256: Digest, form: PackageForm
  ) throws(Problem) -> PackageRecord? {
    do {
      guard let id = try store.original(sha256: sha256.bytes)?.recordID,
        let entry = try store.record(id: id)
      else { return nil }
      if form == .shareable, try !ManifestStore.parse(entry.bytes).isSingle { return nil }
      return try packageRecord(entry, subject: sha256, pictureKey: nil)
    } catch { throw Problem(any: error, path: cataloguePath) }
  }

  /// The record of an issued copy for a package, with the key of its own mark when the package is for the
  /// platform; nil when there is none.
  public func packageRecord(
    ofCopy id: String, form: PackageForm
  ) throws(Problem) -> PackageRecord? {
    do {
      guard let copy = try store.copy(id: id), let output = copy.output,
        let recordID = copy.recordID, let entry = try store.record(id: recordID)
      else { return nil }
      let key = markKey.pictureKey(of: MarkPayload(copy.payload)).bytes
      return try packageRecord(
        entry, subject: try Digest(catalogued: output.sha256),
        pictureKey: form == .platform ? key : nil)
    } catch { throw Problem(any: error, path: cataloguePath) }
  }

  private func packageRecord(
    _ entry: RecordEntry, subject: Digest, pictureKey: [UInt8]?
  ) throws -> PackageRecord {
    PackageRecord(
      id: try Digest(catalogued: entry.id), store: entry.bytes, subject: subject,
      time: try ProofFolder.files(
        of: entry, about: subject, shop: self, now: Surroundings.system.now()),
      pictureKey: pictureKey)
  }

  /// Writes and signs a package at `path`, where nothing may be yet: a folder, or a zip archive. Nothing
  /// is left behind when it throws.
  public func write(
    _ package: Package, to path: String, asArchive: Bool
  ) throws(Problem) -> WrittenPackage {
    do {
      if package.form == .shareable { try refusePrivateMetadata(in: package) }
      AtomicFile.removeStalePartials(beside: path)
      return try PackageWriter.write(
        package, to: path, asArchive: asArchive,
        seal: PackageSeal(
          key: signingKey, chain: signingChain, roots: anchors,
          revocations: try revocations.flatMap { try $0.pem() }))
    } catch { throw Problem(any: error, path: path) }
  }

  /// Pictures as supplied by somebody else stay as they are.
  private func refusePrivateMetadata(in package: Package) throws {
    for entry in package.entries where entry.role != .suspect {
      let bytes =
        switch entry.content {
        case .bytes(let bytes): bytes
        case .file(let path, _):
          try FileBytes.read(path, atMost: Int(PackageLimits().fileBytes))
        }
      if PrivateMetadata.isIn(bytes) { throw PackageError(.privateMetadata, path: entry.path) }
    }
  }
}
