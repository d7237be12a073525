import Manifests
import Trust
import Wording

/// The files in which one record stands in a package.
enum PackageRecordFiles {
  static func entries(
    of record: PackageRecord, in folder: String
  ) throws(PackageError) -> [PackageEntry] {
    let signed: [UInt8]
    let signature: [UInt8]
    do throws(ManifestError) {
      let store = try ManifestStore.parse(record.store)
      signed = try store.activeSignedBytes()
      let cose = try store.activeSignature()
      signature = DetachedSignature.form(of: cose.signature, cose.algorithm) ?? []
    } catch {
      throw PackageError(.signingFailed, path: folder, detail: error.detail)
    }
    var entries = [
      entry(
        "\(folder)/\(PackageLayout.store)", .record,
        LocalizedText("签名记录（C2PA 清单）", "the signed record (a C2PA manifest)"), record.store),
      entry(
        "\(folder)/\(PackageLayout.signedBytes)", .record,
        LocalizedText("记录中被签名的内容", "what the record's signature is over"), signed),
      entry(
        "\(folder)/\(PackageLayout.recordSignature)", .record,
        LocalizedText("记录的签名", "the record's signature"), signature),
    ]
    entries += record.time.map { file in
      entry(
        "\(folder)/time/\(file.name)", .time, LocalizedText("时间证据", "evidence of time"), file.bytes)
    }
    return entries.map { $0.about(record.id) }
  }

  static func entry(
    _ path: String, _ role: PackageEntry.Role, _ words: LocalizedText, _ bytes: [UInt8]
  ) -> PackageEntry {
    PackageEntry(path: path, role: role, words: words, content: .bytes(bytes))
  }
}

extension PackageEntry {
  fileprivate func about(_ record: Digest) -> PackageEntry {
    var entry = self
    entry.record = record
    return entry
  }
}
