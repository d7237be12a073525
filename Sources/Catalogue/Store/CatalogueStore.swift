/// The register of a shop, wherever it is kept.
///
/// Every operation is one transaction: it happens whole or not at all, also when the process is
/// killed. Methods block, and may be called from several tasks at once. A closure given to a method
/// must not call the store.
public protocol CatalogueStore: TimeStore {
  /// Takes in an original with its record, if it has one, and the path where it was seen. An entry
  /// that is there stays as it is.
  func addOriginal(
    _ entry: OriginalEntry, record: RecordEntry?
  ) throws(CatalogueError) -> OriginalAddition
  /// The original with this SHA-256.
  func original(sha256: [UInt8]) throws(CatalogueError) -> OriginalEntry?
  /// Every path at which the original was seen, in order.
  func paths(ofOriginal sha256: [UInt8]) throws(CatalogueError) -> [String]
  /// Up to `limit` originals in the order of their SHA-256, beginning after `sha256`.
  func originals(after sha256: [UInt8]?, limit: Int) throws(CatalogueError) -> [OriginalSummary]

  /// Takes in a picture; false when it was there, in which case it stays as it is.
  func addPicture(_ entry: PictureEntry) throws(CatalogueError) -> Bool
  /// The picture with this SHA-256.
  func picture(sha256: [UInt8]) throws(CatalogueError) -> PictureEntry?
  /// The pictures made from an original, in the order of their SHA-256.
  func pictures(ofOriginal sha256: [UInt8]) throws(CatalogueError) -> [PictureEntry]
  /// Up to `limit` pictures in the order of their SHA-256, beginning after `sha256`.
  func pictures(after sha256: [UInt8]?, limit: Int) throws(CatalogueError) -> [PictureEntry]

  /// For each request the copy that was reserved or issued for it before, or a new reservation, all
  /// in one transaction. `makePayload` is asked again when its payload is taken.
  func reserveCopies(
    _ requests: [CopyRequest], makePayload: () -> UInt64
  ) throws(CatalogueError) -> [CopyEntry]
  /// Makes a reserved copy an issued one: its record, the facts of its file and the path of the file.
  /// Doing the same again only adds the path; with another file or record it is an error.
  func issueCopy(
    id: String, output: CopyOutput, path: String, record: RecordEntry, issuedAt: Int64
  ) throws(CatalogueError) -> CopyEntry
  /// Notes one more place to which an issued copy was delivered; false when it was noted before.
  func addOutput(_ entry: OutputEntry) throws(CatalogueError) -> Bool
  /// The copy with this identifier.
  func copy(id: String) throws(CatalogueError) -> CopyEntry?
  /// The copy whose mark has this payload.
  func copy(payload: UInt64) throws(CatalogueError) -> CopyEntry?
  /// The copies that were delivered as this very file.
  func copies(outputSHA256: [UInt8]) throws(CatalogueError) -> [CopyEntry]
  /// The copies of a picture, in the order of platform, slot, recipient and settings.
  func copies(pictureSHA256: [UInt8]) throws(CatalogueError) -> [CopyEntry]
  /// Up to `limit` copies in the order of their identifiers, beginning after `id`.
  func copies(after id: String?, limit: Int) throws(CatalogueError) -> [CopyEntry]
  /// The places to which a copy was delivered, in order.
  func outputs(copyID: String) throws(CatalogueError) -> [OutputEntry]
  /// Every payload in use, in ascending order.
  func allPayloads() throws(CatalogueError) -> [UInt64]

  /// The record with this identifier.
  func record(id: [UInt8]) throws(CatalogueError) -> RecordEntry?
  /// Up to `limit` records in the order of their identifiers, beginning after `id`.
  func records(after id: [UInt8]?, limit: Int) throws(CatalogueError) -> [RecordEntry]

  /// Takes in what a picture's content is known by; false when it has a fingerprint, which stays.
  func addFingerprint(_ entry: FingerprintEntry) throws(CatalogueError) -> Bool
  /// The fingerprint of the original or picture with this SHA-256.
  func fingerprint(sha256: [UInt8]) throws(CatalogueError) -> FingerprintEntry?

  /// Keeps a template, instead of one of the same name.
  func saveTemplate(_ entry: TemplateEntry) throws(CatalogueError)
  /// The template of this name.
  func template(name: String) throws(CatalogueError) -> TemplateEntry?
  /// Every template, in the order of the names.
  func templates() throws(CatalogueError) -> [TemplateEntry]
  /// Removes a template; false when there was none of this name.
  func removeTemplate(name: String) throws(CatalogueError) -> Bool

  /// Notes a case that a package was made for.
  func addCase(_ entry: CaseEntry) throws(CatalogueError)
  /// Every case, the next to be due first.
  func cases() throws(CatalogueError) -> [CaseEntry]

  /// Writes every entry to a new file at `path`, readable by its owner only, all of one moment, and
  /// returns how many. The form is that of docs/catalogue.md: equal registers give equal bytes.
  func exportEntries(to path: String) throws(CatalogueError) -> Int
  /// Takes in what `exportEntries` of any store wrote, whole or not at all, and returns how many;
  /// `alreadyExists` when there are entries, `notAnExport` when the file is not as it was written.
  func importEntries(from path: String) throws(CatalogueError) -> Int

  /// How much there is.
  func counts() throws(CatalogueError) -> CatalogueCounts
  /// Everything that is wrong. `verifyRecord` says whether a record's bytes belong to its identifier.
  func checkIntegrity(
    verifyRecord: (RecordEntry) -> Bool
  ) throws(CatalogueError) -> [CatalogueProblem]
}
