import Catalogue
import Files
public import Trust
import Wording

/// Takes in a time stamp that a merchant already has for a file, from whatever authority.
public enum TokenImport {
  /// What was taken in.
  public struct Report: Sendable {
    /// SHA-256 of the file, hexadecimal.
    public let sha256: String
    /// The stamped time, unix milliseconds.
    public let generatedAt: Int64
    /// What the token is worth with the anchors the shop has now.
    public let evidence: TimeEvidence
    /// False when the shop had it.
    public let isNew: Bool
    /// Whether the file is an original or an issued copy of the shop.
    public let isKnownFile: Bool
  }

  /// Takes in the token (a bare one, or in a response) in `tokenPath` for the file at `path`, which it must
  /// be over. `anchors`, the authority's roots, are kept for checking it; without fitting ones the token
  /// is kept, and said to be of an unknown authority.
  public static func run(
    _ tokenPath: String, for path: String, anchors: [Certificate], shop: Shop, now: Int64
  ) throws(Problem) -> Report {
    do {
      let token = try read(FileBytes.read(tokenPath, atMost: TimestampToken.mostBytes))
      guard try imprint(of: path, token.imprintAlgorithm) == token.imprint else {
        throw Problem(
          code: "stamp.otherFile", path: tokenPath,
          text: LocalizedText(
            "这枚时间戳不是给这个文件的（文件可能被改动、压缩或重新保存过）。",
            "This time stamp is not for that file (it may have been changed, compressed or saved "
              + "again)."))
      }
      let (digest, _) = try Digest.ofFile(path)
      var list = try AuthorityList.read(shop.home)
      let name = FoundFile.name(of: tokenPath)
      if !anchors.isEmpty {
        try list.add("import:\(name)", anchors: anchors, policies: [], isAsked: false)
        try list.write(shop.home)
      }
      let entry = TimeTokenEntry(
        token, .file, subject: digest.bytes, from: "import:\(name)", at: now)
      let isNew = try shop.store.addTimeToken(entry)
      let subject: TimeEvidence.Subject =
        try shop.store.original(sha256: digest.bytes) == nil ? .copy : .original
      let isCopy = try !shop.store.copies(outputSHA256: digest.bytes).isEmpty
      let examination = TimeExamination(store: shop.store, anchors: list.anchors, now: now)
      let all = try examination.evidence(ofFile: digest.bytes, as: subject)
      let known = try shop.store.timeTokens(subject: digest.bytes).filter { $0.kind == .file }
      guard let place = known.firstIndex(where: { $0.id == entry.id }) else {
        throw CatalogueError(.damaged, "a token vanished")
      }
      return Report(
        sha256: digest.hex, generatedAt: token.generatedAt, evidence: all[place], isNew: isNew,
        isKnownFile: isCopy || subject == .original)
    } catch { throw Problem(any: error, path: tokenPath) }
  }

  private static func read(_ bytes: [UInt8]) throws(TrustError) -> TimestampToken {
    do throws(TrustError) { return try TimestampToken(der: bytes) } catch {
      return try TimestampToken(response: bytes)
    }
  }

  /// The file's hash by the token's own algorithm, read piece by piece for the usual one.
  private static func imprint(
    of path: String, _ algorithm: HashAlgorithm
  ) throws(FilesError) -> [UInt8] {
    if algorithm == .sha256 { return try Digest.ofFile(path).digest.bytes }
    return algorithm.hash(try FileBytes.read(path, atMost: 1 << 30))
  }
}
