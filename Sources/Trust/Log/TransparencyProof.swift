/// A proof as text that other tools read (C2SP tlog-proof): the leaf's index, the path, and the signed
/// checkpoint.
public enum TransparencyProof {
  /// The text. `leaf` is the leaf's data, carried as the extra data a reader needs to rebuild its hash.
  public static func text(_ proof: MerkleProof, leaf: [UInt8], checkpoint: SignedNote) -> String {
    let path = proof.nodes.map { Base64.text($0.bytes) + "\n" }.joined()
    return "c2sp.org/tlog-proof@v1\nextra \(Base64.text(leaf))\nindex \(proof.index)\n\(path)\n"
      + checkpoint.encoded
  }
}
