import Catalogue
import Trust

extension TimeTokenEntry {
  /// The catalogue's row for `token`, taken in at `now` (unix milliseconds).
  init(
    _ token: TimestampToken, _ kind: Kind, subject: [UInt8], from authority: String, at now: Int64
  ) {
    // Without anchors nothing is trusted, but the signer's certificate is found.
    let signer = token.verify(imprint: token.imprint, anchors: [], at: now / 1000).signer
    self.init(
      id: Digest.sha256(token.der).bytes, kind: kind, subject: subject, authority: authority,
      bytes: token.der, generatedAt: token.generatedAt,
      certificateEnds: signer.map { $0.notAfter * 1000 }, addedAt: now)
  }
}
