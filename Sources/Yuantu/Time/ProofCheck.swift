import Files
import Manifests
public import Trust
import Wording

/// Checks a folder of evidence that `ProofFolder` wrote: without the shop, without network. A token whose
/// authority's certificate has ended is followed to the later batches that stamped it again.
public struct ProofCheck: Sendable {
  private static let mostTokens = 16
  private static let mostRenewals = 64
  private static let mostBytes = 1 << 20

  /// What a record's leaf says.
  public struct Leaf: Sendable {
    /// SHA-256 of the record's signature, hexadecimal.
    public let record: String
    /// SHA-256 of the original, hexadecimal.
    public let original: String?
    /// SHA-256 of the issued copy, hexadecimal.
    public let copy: String?
  }

  /// The leaf; nil when the folder has none, or its way does not lead to the checkpoint.
  public let leaf: Leaf?
  /// All evidence in the folder.
  public let evidence: [TimeEvidence]
  /// Whether the file given is the one the evidence is about; nil when none was given.
  public let fileIsNamed: Bool?

  /// The earliest moment that can be relied on: for the file when one was given, else for the record.
  ///
  /// A stamp over a record's signature alone dates no file: which files a signature is over, its manifest
  /// says, and whoever made the folder could put another's old signature into it.
  public var best: TimeEvidence? {
    guard let fileIsNamed else { return evidence.best }
    return fileIsNamed ? evidence.filter { $0.subject != .record }.best : nil
  }

  /// Checks `folder` against `anchors`, the roots of authorities the caller trusts, at `now` (unix
  /// seconds). `file` is the original or the issued copy.
  public init(
    folder: String, file: String?, anchors: [Certificate], at now: Int64
  ) throws(Problem) {
    do {
      let digest = try file.map { try Digest.ofFile($0).digest }
      try self.init(file: digest, anchors: anchors, at: now) { name in
        do throws(FilesError) {
          return try FileBytes.read("\(folder)/\(name)", atMost: Self.mostBytes)
        } catch {
          if error.code == .notFound { return nil }
          throw error
        }
      }
    } catch { throw Problem(any: error, path: folder) }
  }

  /// Checks evidence that `read` gives by the names of its files, nil for one that is not there.
  init(
    file digest: Digest?, anchors: [Certificate], at now: Int64,
    read: @escaping (String) throws -> [UInt8]?
  ) throws {
    let reader = Reader(read: read, anchors: anchors, now: now)
    var evidence = try reader.fileEvidence(digest)
    var isNamed = evidence.contains(where: \.isTrusted)
    var leaf: Leaf?
    if let (id, original, copy, text, batch) = try reader.leaf() {
      leaf = Leaf(record: id.hex, original: original?.hex, copy: copy?.hex)
      let subject: TimeEvidence.Subject =
        digest == nil
        ? .record : digest == original ? .original : digest == copy ? .copy : .record
      isNamed = isNamed || subject != .record
      evidence += try reader.evidence("token", .batch, subject, batch: batch) {
        $0.verify(message: text, anchors: anchors, at: now)
      }
    }
    evidence += try reader.recordEvidence()
    self.leaf = leaf
    self.evidence = evidence
    fileIsNamed = digest.map { _ in isNamed }
  }

  /// The files of a folder.
  private struct Reader {
    let read: (String) throws -> [UInt8]?
    let anchors: [Certificate]
    let now: Int64

    /// What the leaf says, the text of the checkpoint that its way leads to and the batch; nil when it does
    /// not, or when the leaf is not about the signature in the folder.
    func leaf() throws -> (
      record: Digest, original: Digest?, copy: Digest?, text: [UInt8], batch: Digest
    )? {
      guard let bytes = try read(ProofFolder.anchor), let note = try read(ProofFolder.note),
        let anchor = try? AnchorRecord(encoded: bytes),
        let text = BatchHead.text(of: String(decoding: note, as: UTF8.self), rootOf: anchor),
        case .record(let record, let original, let copy, _) = anchor.leaf,
        let signature = try read(ProofFolder.signature), Digest.sha256(signature) == record
      else { return nil }
      return (record, original, copy, text, anchor.batch)
    }

    /// Stamps over the record's own signature: the signed bytes must end with that signature.
    func recordEvidence() throws -> [TimeEvidence] {
      guard let message = try read(ProofFolder.signedBytes),
        let signature = try read(ProofFolder.signature),
        message.suffix(signature.count) == signature[...]
      else { return [] }
      return try evidence("record-token", .stamp, .record) {
        $0.verify(message: message, anchors: anchors, at: now)
      }
    }

    /// Stamps over the file itself; none without a file to compare with.
    func fileEvidence(_ digest: Digest?) throws -> [TimeEvidence] {
      guard let digest else { return [] }
      return try evidence("file-token", .stamp, .original) {
        $0.verify(imprint: digest.bytes, anchors: anchors, at: now)
      }
    }

    /// The evidence of the tokens of one name; with `batch`, what they are over, renewals count.
    func evidence(
      _ name: String, _ kind: TimeEvidence.Kind, _ subject: TimeEvidence.Subject,
      batch: Digest? = nil, verify: (TimestampToken) -> TimestampVerification
    ) throws -> [TimeEvidence] {
      let tokens = try tokens(name)
      let chain = RenewalChain(anchors: anchors, now: now * 1000) { _ in try renewals() }
      return try tokens.enumerated().map { index, der in
        let verified = (try? TimestampToken(der: der)).map { ($0, verify($0)) }
        let evidence = TimeEvidence(
          verified, kind, subject, authority: "\(name)-\(index + 1).tst")
        guard evidence.findings.contains(.timeAuthorityExpired), let batch,
          let signer = verified?.1.signer,
          try chain.isRenewed(der, of: batch, tokens, before: signer.notAfter * 1000)
        else { return evidence }
        return evidence.renewed
      }
    }

    private func tokens(_ name: String) throws -> [[UInt8]] {
      var tokens: [[UInt8]] = []
      while tokens.count < ProofCheck.mostTokens,
        let bytes = try read("\(name)-\(tokens.count + 1).tst")
      {
        tokens.append(bytes)
      }
      return tokens
    }

    private func renewals() throws -> [RenewalChain.Link] {
      var links: [RenewalChain.Link] = []
      for number in 1...ProofCheck.mostRenewals {
        let prefix = ProofFolder.renewalPrefix(number)
        guard let anchor = try read(prefix + ProofFolder.anchor),
          let note = try read(prefix + ProofFolder.note),
          let link = RenewalChain.Link(
            anchor: anchor, note: String(decoding: note, as: UTF8.self),
            tokens: try tokens(prefix + "token"))
        else { break }
        links.append(link)
      }
      return links
    }
  }
}
