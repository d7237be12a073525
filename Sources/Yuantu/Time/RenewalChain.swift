import Manifests
import Trust

/// Follows a token to the later batches that stamped it again, whether they stand in the catalogue or in a
/// folder of evidence.
struct RenewalChain {
  /// Links followed from a token to the ones that renewed it, side ways included.
  private static let mostSteps = 256

  /// A batch with a leaf that stamps earlier tokens again.
  struct Link {
    /// The proof of that leaf.
    let record: AnchorRecord
    /// The text of the checkpoint that the proof leads to: what was stamped.
    let text: [UInt8]
    /// The batch's tokens in DER, in the order they were taken in.
    let tokens: [[UInt8]]

    /// A link of these parts; nil when the proof does not lead to the note's checkpoint.
    init?(anchor: [UInt8], note: String, tokens: [[UInt8]]) {
      guard let record = try? AnchorRecord(encoded: anchor),
        let text = BatchHead.text(of: note, rootOf: record)
      else { return nil }
      self.record = record
      self.text = text
      self.tokens = tokens
    }

    /// Whether its leaf is the renewal text of the first of the `subject`'s `tokens`, `token` among them.
    func renews(_ token: [UInt8], of subject: Digest, _ tokens: [[UInt8]]) -> Bool {
      guard case .renewal(_, let count) = record.leaf, tokens.count >= count else { return false }
      let named = Array(tokens.prefix(count))
      return named.contains(token)
        && RenewalText.leaf(subject: subject, tokens: named) == record.leaf
    }
  }

  /// The roots of authorities.
  let anchors: [Certificate]
  /// The time of the question, unix milliseconds.
  let now: Int64
  /// The batches that may have renewed a subject's tokens.
  let links: (Digest) throws -> [Link]

  /// Whether a batch that was stamped before `end` (unix milliseconds) names `token`, which is one of the
  /// `subject`'s `tokens`, and is itself either still good or renewed in its turn.
  func isRenewed(
    _ token: [UInt8], of subject: Digest, _ tokens: [[UInt8]], before end: Int64
  ) throws -> Bool {
    var stepsLeft = Self.mostSteps
    return try isRenewed(token, of: subject, tokens, before: end, &stepsLeft)
  }

  private func isRenewed(
    _ token: [UInt8], of subject: Digest, _ tokens: [[UInt8]], before end: Int64,
    _ stepsLeft: inout Int
  ) throws -> Bool {
    stepsLeft -= 1
    guard stepsLeft >= 0 else { return false }
    for link in try links(subject) where link.renews(token, of: subject, tokens) {
      for der in link.tokens {
        guard let renewal = try? TimestampToken(der: der) else { continue }
        let result = renewal.verify(message: link.text, anchors: anchors, at: now / 1000)
        let latest = renewal.generatedAt + (renewal.accuracy ?? 0)
        guard result.isTrusted, latest <= end, let signer = result.signer else { continue }
        let signerEnd = signer.notAfter * 1000
        if signerEnd >= now { return true }
        if try isRenewed(
          der, of: link.record.batch, link.tokens, before: signerEnd, &stepsLeft)
        {
          return true
        }
      }
    }
    return false
  }
}
