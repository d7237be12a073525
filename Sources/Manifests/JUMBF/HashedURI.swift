import Trust

/// A reference to a box together with its hash (C2PA 2.2 §8.4).
struct HashedURI: Sendable {
  let url: String
  /// The algorithm named in it; nil when it is left to what stands around it.
  let algorithm: String?
  let hash: [UInt8]

  init(url: String, hash: [UInt8], algorithm: String? = nil) {
    self.url = url
    self.hash = hash
    self.algorithm = algorithm
  }

  /// Reads the map, nil when a field is missing or ill-typed. Early files give the hash as a list of
  /// numbers.
  init?(_ value: CBORValue?) {
    guard case .textString(let url)? = value?["url"] else { return nil }
    switch value?["hash"] {
    case .byteString(let bytes)?: hash = bytes
    case .array(let numbers)? where numbers.count <= 64:
      let bytes = numbers.compactMap { $0.integer.flatMap { UInt8(exactly: $0) } }
      guard bytes.count == numbers.count else { return nil }
      hash = bytes
    default: return nil
    }
    self.url = url
    switch value?["alg"] {
    case nil, .null?: algorithm = nil
    case .textString(let name)?: algorithm = name
    default: return nil
    }
  }

  /// The map as it is written.
  var value: CBORValue {
    var entries = [CBOREntry("url", .textString(url)), CBOREntry("hash", .byteString(hash))]
    if let algorithm { entries.append(CBOREntry("alg", .textString(algorithm))) }
    return .map(entries)
  }
}
