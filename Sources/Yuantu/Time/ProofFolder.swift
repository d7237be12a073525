import Catalogue
import Files
import Manifests
import Trust
import Wording

/// The evidence of one file's time as a folder of small files, for the other side to check with `openssl`
/// and `sha256sum` alone; docs/time.md has the commands. Nothing in it tells of other pictures.
public struct ProofFolder {
  static let leaf = "leaf.bin"
  static let path = "path.txt"
  static let checkpoint = "checkpoint.txt"
  static let note = "checkpoint.note"
  static let anchor = "anchor.cbor"
  static let transparency = "proof.tlog-proof"
  static let verifierKey = "log.vkey"
  static let signature = "signature.bin"
  static let signedBytes = "record.tbs"
  static let renewal = "renewal.txt"

  /// What the names of the files of the later batches begin with, counted from 1.
  static func renewalPrefix(_ number: Int) -> String { "renewal-\(number)-" }

  private let shop: Shop
  private let now: Int64
  private var files: [(name: String, bytes: [UInt8])] = []
  private var tokens = 0

  /// Writes what the shop has on the time of the file at `path` into the folder `target`, which must not
  /// exist or be empty. Returns the names of the files. Throws `stamp.undated` when there is nothing.
  public static func export(
    _ path: String, to target: String, shop: Shop, now: Int64
  ) throws(Problem) -> [String] {
    do {
      var folder = ProofFolder(shop: shop, now: now)
      try folder.collect(try FileStanding.of(path, in: shop))
      guard folder.tokens > 0 else { throw Problem.undated(path) }
      try Directory.create(target)
      guard try Directory.isEmpty(target) else { throw Problem.folderNotEmpty(target) }
      for (name, bytes) in folder.files {
        try AtomicFile.write(bytes, to: "\(target)/\(name)", replacing: false)
      }
      return folder.files.map(\.name)
    } catch { throw Problem(any: error, path: path) }
  }

  /// The same files in memory; none when there is no evidence.
  static func files(
    of record: RecordEntry, about file: Digest, shop: Shop, now: Int64
  ) throws -> [(name: String, bytes: [UInt8])] {
    var folder = ProofFolder(shop: shop, now: now)
    try folder.collect(FileStanding(sha256: file, record: record))
    return folder.tokens > 0 ? folder.files : []
  }

  private init(shop: Shop, now: Int64) {
    self.shop = shop
    self.now = now
  }

  private mutating func collect(_ standing: FileStanding) throws {
    let record = standing.record
    files.append((Self.signature, try record.signature().signature))
    let own = try shop.store.timeTokens(subject: record.id).filter { $0.kind == .record }
    if !own.isEmpty { files.append((Self.signedBytes, try record.countersignatureMessage())) }
    try add(own, named: "record-token")
    try add(
      try shop.store.timeTokens(subject: standing.sha256.bytes).filter { $0.kind == .file },
      named: "file-token")
    guard let anchor = try shop.store.timeAnchors(recordID: record.id).first else { return }
    let batch = try shop.store.timeTokens(subject: anchor.batchID)
    guard !batch.isEmpty else { return }
    try add(anchor, prefix: "")
    try add(batch, named: "token")
    try addRenewals(of: anchor.batchID, batch)
  }

  /// The proof's files: the leaf, the way to the root, and the root as it was stamped.
  private mutating func add(_ anchor: TimeAnchorEntry, prefix: String) throws {
    let record = try AnchorRecord(encoded: anchor.bytes)
    guard let batch = try shop.store.timeBatch(id: anchor.batchID),
      let text = BatchHead.text(of: batch.note, rootOf: record)
    else { throw CatalogueError(.damaged, "the proof does not lead to its batch") }
    let note = try SignedNote(encoded: batch.note)
    let origin = try Checkpoint(text: note.text).origin
    let key = try LogKey(of: shop).key.publicKeyDER
    if note.isSigned(by: key, name: origin) {
      let line = try SignedNote.verifierKey(name: origin, publicKeyDER: key) + "\n"
      files.append((prefix + Self.verifierKey, Array(line.utf8)))
    }
    let leaf = try record.leaf.encoded()
    let steps = zip(record.proof.sides, record.proof.nodes).map { side, node in
      "\(side.rawValue) \(node.hex)\n"
    }
    files += [
      (prefix + Self.leaf, leaf), (prefix + Self.path, Array(steps.joined().utf8)),
      (prefix + Self.checkpoint, text), (prefix + Self.note, Array(note.encoded.utf8)),
      (prefix + Self.anchor, anchor.bytes),
      (
        prefix + Self.transparency,
        Array(TransparencyProof.text(record.proof, leaf: leaf, checkpoint: note).utf8)
      ),
    ]
  }

  private mutating func add(_ entries: [TimeTokenEntry], named name: String) throws {
    for (index, entry) in entries.enumerated() {
      files.append(("\(name)-\(index + 1).tst", entry.bytes))
      let anchors = try roots(of: try TimestampToken(der: entry.bytes)).flatMap { try $0.pem() }
      if !anchors.isEmpty { files.append(("\(name)-\(index + 1).pem", anchors)) }
      tokens += 1
    }
  }

  /// Those of the shop's anchors that the token's certificates lead to.
  private func roots(of token: TimestampToken) throws -> [Certificate] {
    shop.authorities.anchors.filter {
      token.verify(imprint: token.imprint, anchors: [$0], at: now / 1000).isTrusted
    }
  }

  /// The later batches that stamped the tokens again, as far as their certificates have ended.
  private mutating func addRenewals(of subject: [UInt8], _ tokens: [TimeTokenEntry]) throws {
    var (subject, tokens) = (subject, tokens)
    var number = 1
    while number <= 64, tokens.allSatisfy({ ($0.certificateEnds ?? 0) < now }),
      let link = try shop.store.timeLinks(subject: subject).first
    {
      let prefix = Self.renewalPrefix(number)
      let record = try AnchorRecord(encoded: link.bytes)
      guard case .renewal(_, let count) = record.leaf else { return }
      let text = RenewalText.text(
        subject: try Digest(catalogue: subject), tokens: tokens.prefix(count).map(\.bytes))
      files.append((prefix + Self.renewal, Array(text.utf8)))
      try add(link, prefix: prefix)
      subject = link.batchID
      tokens = try shop.store.timeTokens(subject: subject)
      try add(tokens, named: prefix + "token")
      number += 1
    }
  }
}
