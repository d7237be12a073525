public import Trust

/// Makes signed manifest stores out of drafts.
public enum ManifestWriter {
  /// What was made.
  public struct Signed: Sendable {
    /// The store.
    public let store: ManifestStore
    /// The file with the store in it; nil for a store beside its file.
    public let file: [UInt8]?
    /// The time-stamp token in the store.
    public let token: [UInt8]?
  }

  /// Puts a store into a file: the new file, and the bytes that carry the store.
  public typealias Embedding = ([UInt8], [UInt8]) throws -> (file: [UInt8], range: Range<Int>)

  /// A store beside its file, bound to the file's digest; the file is not touched.
  ///
  /// Errors: those of signing and encoding.
  public static func sidecar(
    _ draft: ManifestDraft, digest: Digest, signer: ClaimSigner
  ) throws(ManifestError) -> Signed {
    let binding = try DataHash(hash: digest.bytes, exclusions: []).encoded()
    var token: [UInt8]?
    let bytes = try draft.store(binding: binding) { (claim) throws(ManifestError) in
      let signed = try signer.sign(claim)
      token = signed.token
      return try signed.signature.encoded()
    }
    return Signed(store: try ManifestStore.parse(bytes), file: nil, token: token)
  }

  /// A store inside `file`, bound to every other byte of it.
  ///
  /// The length of everything is fixed before the file is hashed: the binding is padded to a constant
  /// size, and the signature box, when it is to hold a time stamp, to what is kept free for it. A
  /// token that does not fit costs a second signature and a second stamp.
  ///
  /// Errors: those of signing and encoding, `notEmbeddable` when `embed` throws or does not give the
  /// same place twice.
  public static func embedded(
    _ draft: ManifestDraft, in file: [UInt8], signer: ClaimSigner, embed: Embedding
  ) throws(ManifestError) -> Signed {
    do throws(ManifestError) {
      return try embedded(draft, file, signer, room: signer.tokenRoom, embed)
    } catch {
      guard signer.timestamp != nil, error.code == .tooLarge else { throw error }
      return try embedded(draft, file, signer, room: TimestampToken.mostBytes, embed)
    }
  }

  private static func embedded(
    _ draft: ManifestDraft, _ file: [UInt8], _ signer: ClaimSigner, room: Int, _ embed: Embedding
  ) throws(ManifestError) -> Signed {
    let count = try signer.byteCount(room: room)
    let blank = DataHash(hash: [UInt8](repeating: 0, count: 32), exclusions: [0..<1])
    func outline(extra: Int) throws(ManifestError) -> [UInt8] {
      try draft.store(binding: try blank.encoded(extra: extra)) { _ in
        [UInt8](repeating: 0, count: count)
      }
    }
    // RIFF pads odd chunks with a byte that nobody agrees about whose it is.
    let extra = try outline(extra: 0).count % 2
    let (laidOut, range) = try place(try outline(extra: extra), file, embed)
    guard let hash = blank.hash(of: laidOut, without: [range]) else {
      throw ManifestError(code: .notEmbeddable, detail: "\(range) of \(laidOut.count) bytes")
    }
    let binding = try DataHash(hash: hash, exclusions: [range]).encoded(extra: extra)
    var token: [UInt8]?
    let bytes = try draft.store(binding: binding) { (claim) throws(ManifestError) in
      let signed = try signer.sign(claim)
      token = signed.token
      return try signed.signature.encoded(count: count)
    }
    let (whole, final) = try place(bytes, file, embed)
    guard final == range, whole.count == laidOut.count else {
      throw ManifestError(code: .notEmbeddable, detail: "the place has moved")
    }
    return Signed(store: try ManifestStore.parse(bytes), file: whole, token: token)
  }

  private static func place(
    _ store: [UInt8], _ file: [UInt8], _ embed: Embedding
  ) throws(ManifestError) -> (file: [UInt8], range: Range<Int>) {
    do { return try embed(store, file) } catch {
      throw ManifestError(code: .notEmbeddable, detail: "\(error)")
    }
  }
}
