/// The head of a log: its name, its size and its root (C2SP tlog-checkpoint), as the text that is
/// signed and time-stamped.
public struct Checkpoint: Hashable, Sendable {
  /// The longest text that is read, in bytes.
  public static let mostBytes = 4096

  /// The log's name; no other log has it.
  public let origin: String
  /// How many leaves it has.
  public let size: Int
  /// The root of its Merkle tree.
  public let root: Digest

  /// A checkpoint of these parts. `origin` has 1 … 255 bytes and neither spaces, control characters
  /// nor a plus sign; otherwise `malformedProof` is thrown.
  public init(origin: String, size: Int, root: Digest) throws(TrustError) {
    guard (1...255).contains(origin.utf8.count), SignedNote.isName(origin), size >= 0 else {
      throw TrustError(.malformedProof, detail: "checkpoint origin or size")
    }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Three lines, each ended by a line feed.
  public var text: String { "\(origin)\n\(size)\n\(Base64.text(root.bytes))\n" }

  /// Reads the text of a checkpoint without extension lines, in exactly the form `text` has. Throws
  /// `malformedProof`.
  public init(text: String) throws(TrustError) {
    let malformed = TrustError(.malformedProof, detail: "not a checkpoint")
    guard text.utf8.count <= Self.mostBytes else { throw malformed }
    let lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { Substring($0) }
    guard lines.count == 4, let size = Int(lines[1]),
      let root = Base64.bytes(String(lines[2])).flatMap({ Digest(bytes: $0) })
    else { throw malformed }
    try self.init(origin: String(lines[0]), size: size, root: root)
    guard self.text.utf8.elementsEqual(text.utf8) else { throw malformed }
  }
}
