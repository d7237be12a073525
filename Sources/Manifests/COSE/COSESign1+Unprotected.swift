/// What C2PA puts into the unprotected header (C2PA 2.2 §13.2): time stamps, revocation answers and
/// padding. The signature covers none of it.
extension COSESign1 {
  static let tokenKey = "sigTst2"
  static let earlyTokenKey = "sigTst"
  static let revocationKey = "rVals"
  private static let paddingKeys = ["pad", "pad2"]
  private static let knownKeys: Set<String> = [
    tokenKey, earlyTokenKey, revocationKey, chainTextLabel, "pad", "pad2",
  ]
  private static let mostValues = 16

  /// A time stamp as it stands in the header.
  enum Stamp: Sendable {
    /// A bare token over the signature (`sigTst2`).
    case token([UInt8])
    /// A whole response over the claim (`sigTst` of early files).
    case earlyResponse([UInt8])
    /// Not one byte string in the expected place.
    case malformed(String)
  }

  /// The time stamp; nil when there is none.
  var stamp: Stamp? {
    let current = unprotectedHeader[Self.tokenKey]
    let early = unprotectedHeader[Self.earlyTokenKey]
    guard let container = current ?? early else { return nil }
    guard current == nil || early == nil else { return .malformed("both kinds of time stamp") }
    guard case .array(let tokens)? = container["tstTokens"], tokens.count == 1,
      case .byteString(let bytes)? = tokens[0]["val"]
    else { return .malformed("not exactly one token") }
    return current != nil ? .token(bytes) : .earlyResponse(bytes)
  }

  /// The OCSP responses in DER; nil when there is no such header, empty when it cannot be read.
  var revocationResponses: [[UInt8]]? {
    guard let container = unprotectedHeader[Self.revocationKey] else { return nil }
    guard case .array(let items)? = container["ocspVals"], items.count <= Self.mostValues else {
      return []
    }
    return items.compactMap { if case .byteString(let der) = $0 { der } else { nil } }
  }

  /// Whether all padding is zeros.
  var isPaddingZero: Bool {
    Self.paddingKeys.allSatisfy { key in
      switch unprotectedHeader[key] {
      case nil: true
      case .byteString(let bytes)?: !bytes.contains { $0 != 0 }
      default: false
      }
    }
  }

  /// Whether the header holds only what C2PA puts there.
  var hasOnlyKnownHeaders: Bool {
    guard case .map(let entries) = unprotectedHeader else { return false }
    return entries.allSatisfy { entry in
      switch entry.key {
      case .textString(let key): Self.knownKeys.contains(key)
      default: entry.key.integer == Self.chainLabel
      }
    }
  }

  /// The bytes that the time stamp of an early file covers (C2PA 1.4 §10.3.2.5).
  func earlyCountersignatureMessage(payload: [UInt8]) throws(ManifestError) -> [UInt8] {
    try CBOREncoder.encode(
      .array([
        .textString("CounterSignature"), .byteString(protectedHeader), .byteString([]),
        .byteString(payload),
      ]))
  }

  /// The same signature with a time-stamp token over it; other unprotected headers go.
  func stamped(_ token: [UInt8]) -> COSESign1 {
    let value = CBORValue.map([CBOREntry("val", .byteString(token))])
    let container = CBORValue.map([CBOREntry("tstTokens", .array([value]))])
    return with(unprotectedHeader: [CBOREntry(Self.tokenKey, container)])
  }

  /// The encoding in exactly `count` bytes, padded with zeros in the unprotected header. Errors: those
  /// of `CBOREncoder`, `tooLarge` when it does not fit.
  func encoded(count: Int) throws(ManifestError) -> [UInt8] {
    let plain = try encoded()
    if plain.count == count { return plain }
    guard case .map(let entries) = unprotectedHeader else { return plain }
    let rest = plain.count - (try CBOREncoder.encode(unprotectedHeader)).count
    let padded = try PaddedMap.encode(entries, count: count - rest)
    return try with(unprotectedHeader: try CBORDecoder.decode(padded).entries).encoded()
  }
}

extension CBORValue {
  /// The entries of a map, none for anything else.
  var entries: [CBOREntry] { if case .map(let entries) = self { entries } else { [] } }
}
