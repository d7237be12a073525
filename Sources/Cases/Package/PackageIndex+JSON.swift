import FoundationEssentials
import Manifests
import Trust
import Wording

/// The index as it is written.
private struct IndexDocument: Encodable {
  struct Words: Encodable {
    private enum CodingKeys: String, CodingKey {
      case chinese = "zh-Hans"
      case english = "en"
    }
    let chinese: String
    let english: String
  }

  struct File: Encodable {
    let path: String
    let bytes: Int64
    let sha256: String
    let role: String
    let words: Words
    let derivedFrom: String?
    let record: String?
  }

  struct Record: Encodable {
    let id: String
    let folder: String
    let subject: String?
    let pictureKey: String?
  }

  let format: String
  let version: Int64
  let name: String
  let form: String
  let kind: String
  let platform: String
  let shop: String
  let keyFingerprint: String
  let createdAt: String
  let generator: String
  let files: [File]
  let records: [Record]
}

extension PackageIndex {
  /// The list as JSON: sorted names, one line feed at the end.
  func encoded() throws(PackageError) -> [UInt8] {
    guard let createdAt = UniversalTime.text(unixMilliseconds: createdAt) else {
      throw PackageError(.malformedIndex, path: PackageLayout.index, detail: "createdAt")
    }
    let document = IndexDocument(
      format: Self.format, version: Self.version, name: name, form: form.rawValue, kind: kind,
      platform: platform, shop: shop, keyFingerprint: keyFingerprint.hex, createdAt: createdAt,
      generator: generator,
      files: files.map { file in
        IndexDocument.File(
          path: file.path, bytes: file.bytes, sha256: file.sha256.hex, role: file.role.rawValue,
          words: IndexDocument.Words(
            chinese: file.words.text(in: .simplifiedChinese),
            english: file.words.text(in: .english)),
          derivedFrom: file.derivedFrom?.hex, record: file.record?.hex)
      },
      records: records.map { record in
        IndexDocument.Record(
          id: record.id.hex, folder: record.folder, subject: record.subject?.hex,
          pictureKey: record.pictureKey.map { Hexadecimal.text($0) })
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(document) else {
      throw PackageError(.malformedIndex, path: PackageLayout.index, detail: "not encodable")
    }
    return Array(data) + [0x0A]
  }

  /// Reads an index. Names that are not known are ignored; a name twice in one object, a field that is
  /// missing or ill-typed, two files of one name and an unsafe name are refused.
  init(encoded bytes: [UInt8]) throws(PackageError) {
    let value: CBORValue
    do throws(ManifestError) { value = try JSONReader.read(bytes) } catch {
      throw Self.malformed(error.detail)
    }
    guard case .textString(Self.format)? = value["format"] else {
      throw PackageError(.notAPackage, path: PackageLayout.index)
    }
    guard let version = value["version"]?.integer, version == Self.version else {
      throw PackageError(.unsupportedVersion, path: PackageLayout.index)
    }
    guard let form = PackageForm(rawValue: try Self.text("form", in: value)) else {
      throw Self.malformed("form")
    }
    guard
      let createdAt = UniversalTime.unixMilliseconds(try Self.text("createdAt", in: value))
    else { throw Self.malformed("createdAt") }
    self.init(
      name: try Self.text("name", in: value), form: form, kind: try Self.text("kind", in: value),
      platform: try Self.text("platform", in: value), shop: try Self.text("shop", in: value),
      keyFingerprint: try Self.digest("keyFingerprint", in: value), createdAt: createdAt,
      generator: try Self.text("generator", in: value),
      files: try Self.list("files", in: value).map(Self.file),
      records: try Self.list("records", in: value).map(Self.record))
    try PackagePath.check(files.map(\.path))
    guard Set(records.map(\.id)).count == records.count,
      Set(records.map(\.folder)).count == records.count,
      records.allSatisfy({ PackagePath.isSafe($0.folder) })
    else { throw Self.malformed("records") }
  }

  private static func malformed(_ detail: String) -> PackageError {
    PackageError(.malformedIndex, path: PackageLayout.index, detail: detail)
  }

  private static func list(
    _ name: String, in value: CBORValue
  ) throws(PackageError) -> [CBORValue] {
    guard case .array(let items)? = value[name], items.count <= PackageLimits().files else {
      throw malformed(name)
    }
    return items
  }

  private static func text(_ name: String, in value: CBORValue) throws(PackageError) -> String {
    guard case .textString(let text)? = value[name], text.utf8.count <= 4096 else {
      throw malformed(name)
    }
    return text
  }

  private static func digest(_ name: String, in value: CBORValue) throws(PackageError) -> Digest {
    let text = try text(name, in: value)
    guard let digest = Digest(hex: text), digest.hex == text else { throw malformed(name) }
    return digest
  }

  private static func optionalDigest(
    _ name: String, in value: CBORValue
  ) throws(PackageError) -> Digest? {
    value[name] == nil ? nil : try digest(name, in: value)
  }

  private static func file(_ value: CBORValue) throws(PackageError) -> File {
    guard let bytes = value["bytes"]?.integer, bytes >= 0,
      let role = PackageEntry.Role(rawValue: try text("role", in: value)),
      let words = value["words"]
    else { throw malformed("files") }
    return File(
      path: try text("path", in: value), bytes: bytes, sha256: try digest("sha256", in: value),
      role: role,
      words: LocalizedText(try text("zh-Hans", in: words), try text("en", in: words)),
      derivedFrom: try optionalDigest("derivedFrom", in: value),
      record: try optionalDigest("record", in: value))
  }

  private static func record(_ value: CBORValue) throws(PackageError) -> Record {
    var key: [UInt8]?
    if value["pictureKey"] != nil { key = try digest("pictureKey", in: value).bytes }
    return Record(
      id: try digest("id", in: value), folder: try text("folder", in: value),
      subject: try optionalDigest("subject", in: value), pictureKey: key)
  }
}
