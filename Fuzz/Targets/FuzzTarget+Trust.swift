import Manifests
import Trust

extension FuzzTarget {
  /// DER through OpenSSL: certificates, revocation lists, time-stamp tokens and responses, OCSP responses;
  /// and what a batch is proved with: signed notes, checkpoints, anchor records.
  public static let trust = FuzzTarget(name: "Trust") { bytes in
    if let certificate = try? Certificate(der: bytes) {
      let result = CertificateChain.verify(
        leaf: certificate, intermediates: [certificate], anchors: [], at: settings.time)
      try expect(result != .trusted, "trusted without an anchor")
      _ = RevocationResponse.status(
        of: certificate, issuers: [certificate], anchors: [], response: bytes, at: settings.time)
    }
    for token in [try? TimestampToken(der: bytes), try? TimestampToken(response: bytes)] {
      let verification = token?.verify(message: bytes, anchors: [], at: settings.time)
      try expect(verification?.isTrusted != true, "trusted without an anchor")
    }
    if let seed = Self.seed {
      let status = RevocationResponse.status(
        of: seed, issuers: [seed], anchors: [seed], response: bytes, at: settings.time)
      try expect(status == .unusable, "an answer nobody signed")
      for list in [try? RevocationList(der: bytes)].compactMap(\.self)
        + ((try? RevocationList.all(inPEM: bytes)) ?? [])
      {
        try expect(!list.isSigned(by: seed), "a list nobody signed")
        _ = list.revocation(of: seed)
      }
    }
    try examineProofs(bytes)
  }

  /// What can be read is written the same again, and no way leads to a root it was not made for.
  private static func examineProofs(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    if let note = try? SignedNote(encoded: text) {
      try expect(note.encoded.utf8.starts(with: note.text.utf8), "the text is in the note")
      if let seed {
        try expect(!note.isSigned(by: seed.publicKeyDER, name: "fuzz"), "a note nobody signed")
      }
      if let checkpoint = try? Checkpoint(text: note.text) {
        try expect(checkpoint.text.utf8.elementsEqual(note.text.utf8), "one form")
      }
    }
    if let checkpoint = try? Checkpoint(text: text) {
      try expect(checkpoint.text.utf8.elementsEqual(text.utf8), "a checkpoint has one form")
    }
    if let anchor = try? AnchorRecord(encoded: bytes) {
      try expect(anchor.encoded() == bytes, "an anchor record has one form")
      try expect(anchor.proof.sides.count == anchor.proof.nodes.count, "a side for every node")
      _ = try anchor.root()
    }
    if let statement = try? Countersignature.parse(bytes) {
      try expect(!statement.isSigned(anchors: []), "signed without an anchor")
    }
  }

  /// A certificate to ask about.
  private static let seed: Certificate? = {
    guard let key = try? SigningKey.generate() else { return nil }
    return try? Certificate.makeRoot(name: "Fuzz", key: key, now: settings.time)
  }()
}
