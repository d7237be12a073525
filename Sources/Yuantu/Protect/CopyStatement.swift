import Catalogue
import Codecs
import Files
import Manifests
import Marking
import Trust

/// Says in the form of a signed record what is known of an issued copy.
struct CopyStatement {
  let shop: Shop
  let copy: CopyEntry
  let picture: PictureEntry
  let marked: MarkedCopy
  let output: String
  let now: Int64
  let original: OriginalEntry?
  let pairing: Pairing?

  /// The statement to be signed.
  func statement() throws(Problem) -> RecordStatement {
    var statement = RecordStatement(
      kind: .issuedCopy, recordedAt: now, shop: shop.name, generator: Version.generator,
      source: try FileRecord(picture),
      output: FileRecord(
        sha256: marked.digest, size: Int64(marked.bytes.count),
        fileName: FoundFile.name(of: output), mediaType: marked.format.mediaType,
        pixelWidth: marked.entry.pixelWidth, pixelHeight: marked.entry.pixelHeight))
    if let original {
      statement.original = OriginalRecord(
        file: try FileRecord(original),
        pairing: pairing.map {
          PairingRecord(
            method: $0.method.rawValue, correlation: min(max($0.correlation, -1), 1))
        })
    }
    statement.mark = MarkRecord(
      payload: copy.payload,
      pictureKeyCommitment: shop.markKey.pictureKey(of: MarkPayload(copy.payload)).commitment)
    statement.contentHash = marked.entry.contentHash
    return statement
  }
}

extension FileRecord {
  init(_ picture: PictureEntry) throws(Problem) {
    self.init(
      sha256: try Digest(catalogued: picture.sha256), size: Int64(picture.size),
      fileName: picture.fileName, mediaType: picture.mediaType, pixelWidth: picture.pixelWidth,
      pixelHeight: picture.pixelHeight)
  }

  init(_ original: OriginalEntry) throws(Problem) {
    self.init(
      sha256: try Digest(catalogued: original.sha256), size: Int64(original.size),
      fileName: original.fileName, mediaType: original.mediaType,
      pixelWidth: original.pixelWidth, pixelHeight: original.pixelHeight)
  }
}

extension Digest {
  /// A digest that the catalogue keeps; another length means that the catalogue is damaged.
  init(catalogued bytes: [UInt8]) throws(Problem) {
    guard let digest = Digest(bytes: bytes) else { throw Problem.damagedShop("catalogue") }
    self = digest
  }
}
