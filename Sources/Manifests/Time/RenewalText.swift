public import Trust

/// What a later batch stamps again of an earlier subject: its identifier and the tokens it had, each by
/// its hash, one a line. Made before the authority's certificate ends, it keeps the earlier token's weight
/// (the idea of RFC 4998); everybody can rebuild it with `sha256sum`.
public enum RenewalText {
  /// The text's first line.
  public static let title = "yuantu/renewal/1"

  /// The text for a subject and the DER of its tokens in the order they were taken in.
  public static func text(subject: Digest, tokens: [[UInt8]]) -> String {
    ([title, subject.hex] + tokens.map { Digest.sha256($0).hex }).map { $0 + "\n" }.joined()
  }

  /// The leaf that renews them.
  public static func leaf(subject: Digest, tokens: [[UInt8]]) -> AnchorLeaf {
    let text = text(subject: subject, tokens: tokens)
    return .renewal(Digest.sha256(Array(text.utf8)), tokens: tokens.count)
  }
}
