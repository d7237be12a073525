import Trust

/// A `c2pa.hash.data` assertion (C2PA 2.2 §18.5).
struct DataHash: Sendable {
  let algorithm: HashAlgorithm
  let hash: [UInt8]
  /// In ascending order, without overlap.
  let exclusions: [Range<Int>]
  let isPaddingZero: Bool

  static let kind = "c2pa.hash.data"
  /// The encoded size a binding of an embedded store is padded to, so that offsets of any size fit.
  static let embeddedCount = 160
  private static let mostExclusions = 64

  init(
    algorithm: HashAlgorithm = .sha256, hash: [UInt8], exclusions: [Range<Int>]
  ) {
    self.algorithm = algorithm
    self.hash = hash
    self.exclusions = exclusions
    isPaddingZero = true
  }

  /// Reads the map. `algorithm` is the claim's, for when the map names none.
  init(_ value: CBORValue, claimAlgorithm: String?) throws(BindingFields.Fault) {
    guard case .byteString(let hash)? = value["hash"] else { throw .malformed("hash") }
    self.hash = hash
    algorithm = try BindingFields.algorithm(
      try BindingFields.algorithmName(value) ?? claimAlgorithm)
    switch value["exclusions"] {
    case nil, .null?: exclusions = []
    case .array(let items)? where items.count <= Self.mostExclusions:
      exclusions = try Self.ranges(items)
    default: throw .malformed("exclusions")
    }
    isPaddingZero = BindingFields.isPaddingZero(value)
  }

  private static func ranges(_ items: [CBORValue]) throws(BindingFields.Fault) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for item in items {
      guard let start = item["start"]?.integer, let length = item["length"]?.integer,
        start >= 0, length >= 0
      else { throw .malformed("an exclusion") }
      let (end, overflow) = start.addingReportingOverflow(length)
      guard !overflow, start >= ranges.last?.upperBound ?? 0 else {
        throw .malformed("exclusions overlap or are out of order")
      }
      ranges.append(Int(start)..<Int(end))
    }
    return ranges
  }

  /// The hash over `bytes` without `exclusions`; nil when one of them reaches beyond the end.
  func hash(of bytes: [UInt8], without exclusions: [Range<Int>]) -> [UInt8]? {
    var pieces: [Range<Int>] = []
    var position = 0
    for exclusion in exclusions {
      guard exclusion.lowerBound >= position, exclusion.upperBound <= bytes.count else {
        return nil
      }
      pieces.append(position..<exclusion.lowerBound)
      position = exclusion.upperBound
    }
    pieces.append(position..<bytes.count)
    return algorithm.hash(bytes, pieces: pieces)
  }

  /// The assertion's content: padded to `embeddedCount` and `extra` bytes when there is an exclusion.
  func encoded(extra: Int = 0) throws(ManifestError) -> [UInt8] {
    var entries = [
      CBOREntry("alg", .textString(algorithm.rawValue)), CBOREntry("hash", .byteString(hash)),
      CBOREntry("name", .textString("jumbf manifest")),
    ]
    guard !exclusions.isEmpty else {
      return try CBOREncoder.encode(.map(entries + [CBOREntry("pad", .byteString([]))]))
    }
    let ranges = exclusions.map { range in
      CBORValue.map([
        CBOREntry("start", .unsigned(UInt64(range.lowerBound))),
        CBOREntry("length", .unsigned(UInt64(range.count))),
      ])
    }
    entries.append(CBOREntry("exclusions", .array(ranges)))
    return try PaddedMap.encode(entries, count: Self.embeddedCount + extra)
  }
}
