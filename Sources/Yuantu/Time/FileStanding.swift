import Catalogue
import Files
import Trust
import Wording

/// A file that the shop knows: an original or an issued copy, with its record.
struct FileStanding {
  let sha256: Digest
  let record: RecordEntry

  /// What the shop knows of the file at `path`. Throws `stamp.unknownFile` when it is neither an original
  /// nor an issued copy of the shop.
  static func of(_ path: String, in shop: Shop) throws -> FileStanding {
    let (digest, _) = try Digest.ofFile(path)
    let original = try shop.store.original(sha256: digest.bytes)
    let copy = try shop.store.copies(outputSHA256: digest.bytes).first
    guard let id = original?.recordID ?? copy?.recordID,
      let record = try shop.store.record(id: id)
    else {
      throw Problem(
        code: "stamp.unknownFile", path: path,
        text: LocalizedText(
          "这个文件既不是本店登记的原图，也不是交付图（文件变动过一个字节也不算）。",
          "This file is neither an original nor an issued copy of the shop, byte for byte."))
    }
    return FileStanding(sha256: digest, record: record)
  }
}
