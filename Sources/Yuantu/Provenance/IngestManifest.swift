import Catalogue
import FoundationEssentials
import Manifests
import Trust

/// The manifest of an original: made when it is taken in, kept in the catalogue, bound to the whole
/// file, which is not touched. What the file's own C2PA manifest says is carried along.
struct IngestManifest {
  let shop: Shop
  let entry: OriginalEntry
  /// What the camera itself signed, and what its validation came to.
  let camera: (store: ManifestStore, report: ValidationReport)?
  /// The original's ISCC Image-Code, when it could be decoded.
  let fingerprint: String?
  let random: any RandomSource

  /// Signs it.
  func signed() throws -> ManifestStore {
    let salt = try random.bytes(32)
    var draft = try ManifestDraft(
      madeAt: entry.addedAt, of: Array("ingest".utf8) + entry.sha256, random: random)
    var original = IngredientDraft(format: entry.mediaType)
    original.provenance = camera
    draft.ingredients = [original]
    draft.actions = [ActionDraft("c2pa.opened", ingredients: [0])]
    let exif = ExifSummary.parse(entry.exifJSON)
    if let metadata = exif.flatMap({ CaptureMetadata($0)?.json }) {
      draft.assertions.append(AssertionDraft("c2pa.metadata", .json(metadata)))
    }
    if let fingerprint { draft.assertions.append(SoftBinding.assertion(fingerprint)) }
    draft.assertions.append(
      AssertionDraft(
        RecordStatement.label, .cbor(try statement(exif, salt: salt).value()), salt: salt))
    let digest = try Digest(catalogued: entry.sha256)
    return try shop.sign { (signer) throws(ManifestError) in
      try ManifestWriter.sidecar(draft, digest: digest, signer: signer).store
    }
  }

  private func statement(_ exif: ExifSummary?, salt: [UInt8]) throws -> RecordStatement {
    var statement = RecordStatement(
      kind: .original, recordedAt: entry.addedAt, shop: shop.name, generator: Version.generator,
      source: try FileRecord(entry, named: true))
    guard let exif else { return statement }
    var capture = CaptureRecord()
    capture.make = exif.make
    capture.model = exif.model
    capture.dateTimeOriginal = exif.dateTimeOriginal
    capture.offsetTimeOriginal = exif.offsetTimeOriginal
    capture.bodySerial = exif.bodySerialNumber.map { Digest.sha256(salt + Array($0.utf8)) }
    statement.capture = capture
    return statement
  }
}

/// A few capture facts in the form of a `c2pa.metadata` assertion. No place.
private struct CaptureMetadata: Encodable {
  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case dateTimeOriginal = "exif:DateTimeOriginal"
    case make = "tiff:Make"
    case model = "tiff:Model"
  }

  private let context = [
    "exif": "http://ns.adobe.com/exif/1.0/", "tiff": "http://ns.adobe.com/tiff/1.0/",
  ]
  private let dateTimeOriginal: String?
  private let make: String?
  private let model: String?

  /// Nil when there is nothing to say.
  init?(_ exif: ExifSummary) {
    make = exif.make
    model = exif.model
    dateTimeOriginal = Self.iso8601(exif.dateTimeOriginal, offset: exif.offsetTimeOriginal)
    if make == nil, model == nil, dateTimeOriginal == nil { return nil }
  }

  var json: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) }
  }

  /// `2026-11-20T10:11:12+08:00` of `2026:11:20 10:11:12`; nil for anything else.
  private static func iso8601(_ text: String?, offset: String?) -> String? {
    guard let text, text.utf8.count == 19 else { return nil }
    let pattern = Array("dddd:dd:dd dd:dd:dd".utf8)
    let fits = zip(text.utf8, pattern).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == wanted
    }
    guard fits else { return nil }
    let parts = text.split(separator: " ")
    return parts[0].split(separator: ":").joined(separator: "-") + "T" + parts[1] + (offset ?? "")
  }
}
