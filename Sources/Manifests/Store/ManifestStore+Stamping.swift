/// Stamping what was signed before.
extension ManifestStore {
  /// The store with a time-stamp token over the active manifest's signature, for a store beside its
  /// file: one inside a file would change its place. What it is keyed on stays the same.
  ///
  /// Errors: those of `activeSignature()` and of encoding.
  public func stamped(with token: [UInt8]) throws(ManifestError) -> ManifestStore {
    let signature = try activeSignature().stamped(token).encoded()
    guard !active.isCompressed, let box = active.signatureBoxes.first,
      let content = box.children.first(where: { $0.type == "cbor" })
    else { throw ManifestError(code: .missingField, detail: "claim signature") }
    return try ManifestStore.parse(
      replacing(
        content, with: JUMBFWriter.box("cbor", signature),
        inside: [
          box, active.box, root,
        ]))
  }

  /// The store with one box replaced and the lengths of the boxes around it corrected.
  private func replacing(
    _ old: JUMBFBox, with new: [UInt8], inside frames: [JUMBFBox]
  ) throws(ManifestError) -> [UInt8] {
    var changed = bytes
    for frame in frames {
      let length = frame.range.count + new.count - old.range.count
      guard frame.payload.lowerBound - frame.range.lowerBound == 8, length <= Self.mostBytes else {
        throw ManifestError(code: .malformedBox, detail: "a box with a long header")
      }
      for index in 0..<4 {
        changed[frame.range.lowerBound + index] = UInt8(
          truncatingIfNeeded: length >> (24 - 8 * index))
      }
    }
    changed.replaceSubrange(old.range, with: new)
    return changed
  }
}
