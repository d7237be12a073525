import Files
import Glibc
import Trust
import Wording

/// Writes packages: whole or not at all.
public enum PackageWriter {
  private static let reservedFolders = [
    PackageLayout.recordsFolder, PackageLayout.verificationFolder,
  ]
  /// What may not be in a package that is shown to the other side.
  private static let privateRoles: Set<PackageEntry.Role> = [.original, .source, .rights, .upload]

  /// Writes `package` as a folder, or as a zip archive, at `path`, where nothing may be yet.
  ///
  /// Errors: `unsafeName` and `duplicateName`, also for a file in the folders that the writer keeps for
  /// itself; `wrongForm`; `sourceChanged`; `signingFailed`; `filesFailed`. Nothing is left behind then.
  public static func write(
    _ package: Package, to path: String, asArchive: Bool, seal: PackageSeal
  ) throws(PackageError) -> WrittenPackage {
    try check(package)
    guard access(path, F_OK) != 0 else {
      throw PackageError(FilesError(.alreadyExists, path: path, detail: "not overwritten"))
    }
    let work = try workFolder(beside: path)
    defer { withExtendedLifetime(work) {} }
    let folder = "\(work.path)/package"
    let written = try write(package, into: folder, seal: seal)
    var finished = folder
    if asArchive {
      finished = "\(work.path)/package.zip"
      try ArchiveWriter.write(
        written.index.files.map(\.path) + [PackageLayout.index, PackageLayout.signature],
        of: folder, modified: package.createdAt / 1000, to: finished)
    }
    guard rename(finished, path) == 0 else {
      throw PackageError(
        FilesError(.ioFailed, path: path, detail: String(cString: strerror(errno))))
    }
    return WrittenPackage(path: path, index: written.index, digest: written.digest)
  }

  private static func workFolder(beside path: String) throws(PackageError) -> PartialFolder {
    do throws(FilesError) { return try PartialFolder(beside: path) } catch {
      throw PackageError(error)
    }
  }

  private static func check(_ package: Package) throws(PackageError) {
    guard PackagePath.isSafe(package.name), !package.name.contains("/") else {
      throw PackageError(.unsafeName, path: package.name)
    }
    let reserved = package.entries.first { entry in
      reservedFolders.contains { entry.path.hasPrefix($0 + "/") }
        || [PackageLayout.index, PackageLayout.signature].contains(entry.path)
    }
    if let reserved { throw PackageError(.unsafeName, path: reserved.path, detail: "reserved") }
    guard package.form == .shareable else { return }
    if let entry = package.entries.first(where: { privateRoles.contains($0.role) }) {
      throw PackageError(.wrongForm, path: entry.path, detail: entry.role.rawValue)
    }
    if let record = package.records.first(where: { $0.pictureKey != nil }) {
      throw PackageError(.wrongForm, path: record.id.hex, detail: "picture key")
    }
  }

  private static func write(
    _ package: Package, into folder: String, seal: PackageSeal
  ) throws(PackageError) -> (index: PackageIndex, digest: Digest) {
    var entries = package.entries
    let folders = package.records.enumerated().map { PackageLayout.folder($0, $1.id) }
    for (record, place) in zip(package.records, folders) {
      entries += try PackageRecordFiles.entries(of: record, in: place)
    }
    entries += try certificates(of: seal)
    entries.append(
      PackageRecordFiles.entry(
        PackageLayout.page, .verification,
        LocalizedText("在浏览器中核对本材料包", "checks this package in a browser"), VerifyPage.bytes))
    entries.append(
      PackageRecordFiles.entry(
        PackageLayout.instructions, .verification,
        LocalizedText("如何自行核对", "how to check by hand"),
        Array(CheckingInstructions.text(package, folders, algorithm: seal.key.algorithm).utf8)))
    try PackagePath.check(entries.map(\.path) + [PackageLayout.sums])
    var files: [PackageIndex.File] = []
    for entry in entries { files.append(try write(entry, into: folder)) }
    let sums = files.map { "\($0.sha256.hex)  \($0.path)\n" }.joined()
    files.append(
      try write(
        PackageRecordFiles.entry(
          PackageLayout.sums, .verification,
          LocalizedText("各文件的 SHA-256，供 sha256sum -c 使用", "digests, for sha256sum -c"),
          Array(sums.utf8)), into: folder))
    let index = PackageIndex(
      name: package.name, form: package.form, kind: package.kind, platform: package.platform,
      shop: package.shop, keyFingerprint: Digest.sha256(seal.key.publicKeyDER),
      createdAt: package.createdAt, generator: package.generator, files: files,
      records: zip(package.records, folders).map { record, folder in
        PackageIndex.Record(
          id: record.id, folder: folder, subject: record.subject, pictureKey: record.pictureKey)
      })
    let bytes = try index.encoded()
    try put(bytes, at: PackageLayout.index, in: folder)
    let signature: [UInt8]
    do throws(TrustError) {
      signature = try DetachedSignature.sign(bytes, key: seal.key)
    } catch {
      throw PackageError(.signingFailed, path: PackageLayout.signature, detail: error.detail)
    }
    try put(signature, at: PackageLayout.signature, in: folder)
    return (index, Digest.sha256(bytes))
  }

  private static func certificates(
    of seal: PackageSeal
  ) throws(PackageError) -> [PackageEntry] {
    var files: [(String, LocalizedText, [UInt8])] = []
    do throws(TrustError) {
      var signer: [UInt8] = []
      var roots: [UInt8] = []
      for certificate in seal.chain { signer += try certificate.pem() }
      for certificate in seal.roots { roots += try certificate.pem() }
      files = [
        (PackageLayout.signer, LocalizedText("签署方的证书", "the signer's certificate"), signer),
        (
          PackageLayout.root,
          LocalizedText("签署方的根证书（自行签发）", "the signer's root, issued by himself"), roots
        ),
        (
          PackageLayout.publicKey, LocalizedText("签署方的公钥", "the signer's public key"),
          try seal.key.publicKeyPEM()
        ),
      ]
    } catch {
      throw PackageError(.signingFailed, path: PackageLayout.signer, detail: error.detail)
    }
    if !seal.revocations.isEmpty {
      files.append(
        (
          PackageLayout.revocations, LocalizedText("吊销列表", "revocation lists"),
          seal.revocations
        ))
    }
    return files.map { PackageRecordFiles.entry($0.0, .certificate, $0.1, $0.2) }
  }

  private static func write(
    _ entry: PackageEntry, into folder: String
  ) throws(PackageError) -> PackageIndex.File {
    let bytes: [UInt8]
    switch entry.content {
    case .bytes(let content): bytes = content
    case .file(let path, let wanted):
      do throws(FilesError) {
        bytes = try FileBytes.read(path, atMost: Int(PackageLimits().fileBytes))
      } catch { throw PackageError(error) }
      if let wanted, Digest.sha256(bytes) != wanted {
        throw PackageError(.sourceChanged, path: path)
      }
    }
    try put(bytes, at: entry.path, in: folder)
    return PackageIndex.File(
      path: entry.path, bytes: Int64(bytes.count), sha256: Digest.sha256(bytes), role: entry.role,
      words: entry.words, derivedFrom: entry.derivedFrom, record: entry.record)
  }

  private static func put(
    _ bytes: [UInt8], at path: String, in folder: String
  ) throws(PackageError) {
    let full = "\(folder)/\(path)"
    let parent = full.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    do throws(FilesError) {
      try Directory.create(parent.joined(separator: "/"))
      try AtomicFile.write(bytes, to: full, replacing: false)
    } catch { throw PackageError(error) }
  }
}
