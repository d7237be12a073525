import Catalogue
import Manifests
import Marking

/// Says in the form of a signed record what is known of an issued copy.
struct CopyStatement {
  let shop: Shop
  let copy: CopyEntry
  let picture: PictureEntry
  let marked: MarkedCopy
  let output: String
  let now: Int64
  let pairing: Pairing?
  let original: OriginalEntry?

  var statement: RecordStatement {
    var statement = RecordStatement(
      kind: .issuedCopy, recordedAt: now, shop: shop.name, generator: Version.generator,
      source: FileRecord(
        sha256: picture.sha256, size: UInt64(picture.size), fileName: picture.fileName,
        mediaType: picture.mediaType, pixelWidth: UInt64(picture.pixelWidth),
        pixelHeight: UInt64(picture.pixelHeight)))
    statement.original = original.map { original in
      OriginalRecord(
        file: FileRecord(original),
        pairing: pairing.map {
          PairingRecord(method: $0.method.rawValue, correlation: $0.correlation)
        })
    }
    statement.output = FileRecord(
      sha256: marked.digest.bytes, size: UInt64(marked.bytes.count), fileName: output.lastComponent,
      mediaType: marked.format.mediaType, pixelWidth: UInt64(marked.entry.pixelWidth),
      pixelHeight: UInt64(marked.entry.pixelHeight))
    statement.mark = MarkRecord(scheme: "yuantu.tones.1", payload: copy.payload)
    statement.contentHash = marked.entry.contentHash
    return statement
  }
}
