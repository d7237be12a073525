import Manifests
import Trust

/// The head of a batch, as it is kept and handed on: a checkpoint as a signed note.
enum BatchHead {
  /// The checkpoint's text, which is what was time-stamped, when the note holds the checkpoint of
  /// `record`'s batch and the record's path leads to its root.
  static func text(of note: String, rootOf record: AnchorRecord) -> [UInt8]? {
    guard let note = try? SignedNote(encoded: note),
      let checkpoint = try? Checkpoint(text: note.text), let root = try? record.root()
    else { return nil }
    let text = Array(note.text.utf8)
    return checkpoint.root == root && checkpoint.size == record.proof.size
      && Digest.sha256(text) == record.batch ? text : nil
  }
}
