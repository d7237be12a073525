import Trust

/// A `c2pa.hash.boxes` assertion (C2PA 2.2 §18.7).
struct BoxHash: Sendable {
  /// The boxes that one hash covers, and everything between them.
  struct Entry: Sendable {
    let names: [String]
    let algorithm: HashAlgorithm
    /// Nil when it is missing, which is a mismatch.
    let hash: [UInt8]?
    /// Whether the signer lets the hash be ignored.
    let isExcluded: Bool
  }

  let entries: [Entry]
  let isPaddingZero: Bool
  /// Whether parts of boxes are left out: a rule of later versions than 2.2.
  let hasPartialExclusions: Bool

  static let kind = "c2pa.hash.boxes"
  /// What the box of the manifest store is called.
  static let storeName = "C2PA"
  /// What is called so is everything behind the last box (§18.7.2).
  static let afterName = "c2pa.after"

  /// Reads the map. `claimAlgorithm` is the claim's, for when neither the map nor an entry names one.
  init(_ value: CBORValue, claimAlgorithm: String?) throws(BindingFields.Fault) {
    guard case .array(let items)? = value["boxes"], !items.isEmpty else {
      throw .malformed("boxes")
    }
    let outer = try BindingFields.algorithmName(value) ?? claimAlgorithm
    var entries: [Entry] = []
    for item in items { entries.append(try Self.entry(item, outer)) }
    for (index, entry) in entries.enumerated() {
      guard !entry.names.contains(Self.storeName) || entry.names.count == 1 else {
        throw .malformed("\(Self.storeName) is not by itself")
      }
      let others = index == entries.count - 1 ? entry.names.dropLast() : entry.names[...]
      guard !others.contains(Self.afterName) else {
        throw .malformed("\(Self.afterName) is not last")
      }
    }
    self.entries = entries
    isPaddingZero = items.allSatisfy { BindingFields.isPaddingZero($0) }
    hasPartialExclusions = items.contains { $0["exclusions"] != nil }
  }

  private static func entry(
    _ item: CBORValue, _ outer: String?
  ) throws(BindingFields.Fault) -> Entry {
    guard case .array(let list)? = item["names"], !list.isEmpty else { throw .malformed("names") }
    let names = list.compactMap { if case .textString(let name) = $0 { name } else { nil } }
    guard names.count == list.count else { throw .malformed("names") }
    let hash: [UInt8]?
    switch item["hash"] {
    case nil: hash = nil
    case .byteString(let bytes)?: hash = bytes
    default: throw .malformed("hash")
    }
    let isExcluded: Bool
    switch item["excluded"] {
    case nil, .null?: isExcluded = false
    case .bool(let flag)?: isExcluded = flag
    default: throw .malformed("excluded")
    }
    return Entry(
      names: names,
      algorithm: try BindingFields.algorithm(try BindingFields.algorithmName(item) ?? outer),
      hash: hash, isExcluded: isExcluded)
  }
}
