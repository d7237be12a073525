import Trust

/// Collects the boxes of an assertion store and the references to them.
struct AssertionWriter {
  private(set) var boxes: [[UInt8]] = []
  private(set) var references: [HashedURI] = []
  private var counts: [String: Int] = [:]

  /// Adds an assertion; a second one of a label gets the number 1, and so on.
  @discardableResult mutating func append(
    _ draft: AssertionDraft
  ) throws(ManifestError) -> HashedURI {
    let number = counts[draft.label, default: 0]
    counts[draft.label] = number + 1
    let label = number == 0 ? draft.label : "\(draft.label)__\(number)"
    let box = try draft.box(label: label)
    let reference = HashedURI(
      url: JUMBFURI.assertion(label).text,
      hash: HashAlgorithm.sha256.hash(JUMBFWriter.hashed(box)))
    boxes.append(box)
    references.append(reference)
    return reference
  }
}
