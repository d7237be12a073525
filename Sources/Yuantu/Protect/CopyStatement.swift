import Catalogue
import Codecs
import Manifests
import Marking
import Pixels
import Trust

/// Says in the form of a signed record what is known of an issued copy. It stands in the copy itself, so
/// it names no files.
struct CopyStatement {
  let shop: Shop
  let copy: CopyEntry
  let picture: PictureEntry
  let marked: MarkedCopy
  let now: Int64
  let original: OriginalEntry?
  let pairing: Pairing?

  /// The statement to be signed.
  func statement() throws(Problem) -> RecordStatement {
    var statement = RecordStatement(
      kind: .issuedCopy, recordedAt: now, shop: shop.name, generator: Version.generator,
      source: try FileRecord(picture),
      output: OutputRecord(
        mediaType: marked.format.mediaType, pixelWidth: marked.size.width,
        pixelHeight: marked.size.height))
    if let original {
      statement.original = OriginalRecord(
        file: try FileRecord(original, named: false),
        pairing: pairing.map {
          PairingRecord(
            method: $0.method.rawValue, correlation: min(max($0.correlation, -1), 1))
        })
    }
    statement.mark = MarkRecord(
      payload: copy.payload,
      pictureKeyCommitment: shop.markKey.pictureKey(of: MarkPayload(copy.payload)).commitment)
    statement.contentHash = marked.contentHash
    return statement
  }
}

extension FileRecord {
  init(_ picture: PictureEntry) throws(Problem) {
    self.init(
      sha256: try Digest(catalogued: picture.sha256), size: Int64(picture.size),
      fileName: nil, mediaType: picture.mediaType, pixelWidth: picture.pixelWidth,
      pixelHeight: picture.pixelHeight)
  }

  init(_ original: OriginalEntry, named: Bool) throws(Problem) {
    self.init(
      sha256: try Digest(catalogued: original.sha256), size: Int64(original.size),
      fileName: named ? original.fileName : nil, mediaType: original.mediaType,
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
