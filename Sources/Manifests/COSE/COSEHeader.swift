import Trust

/// What is read out of a COSE header: the algorithm and the certificate chain.
struct COSEHeader {
  /// The header's map.
  let map: CBORValue
  /// The algorithm it names.
  let algorithm: SignatureAlgorithm

  /// Reads the header in its encoding. Errors: those of `CBORDecoder`, `malformedSignature` for
  /// something else than a map and for critical labels that are not understood (RFC 9052 §3.1),
  /// `unsupportedAlgorithm`.
  static func parse(_ bytes: [UInt8]) throws(ManifestError) -> COSEHeader {
    let map = try CBORDecoder.decode(bytes)
    guard case .map = map else {
      throw ManifestError(code: .malformedSignature, detail: "the protected header is not a map")
    }
    if let critical = map[COSESign1.criticalLabel] {
      guard case .array(let labels) = critical, labels.allSatisfy(isUnderstood) else {
        throw ManifestError(code: .malformedSignature, detail: "critical label not understood")
      }
    }
    guard let number = map[COSESign1.algorithmLabel]?.integer,
      let algorithm = Int(exactly: number).flatMap(SignatureAlgorithm.init(rawValue:))
    else {
      throw ManifestError(code: .unsupportedAlgorithm, detail: "label 1 of the protected header")
    }
    return COSEHeader(map: map, algorithm: algorithm)
  }

  private static func isUnderstood(_ label: CBORValue) -> Bool {
    let number = label.integer
    return number == COSESign1.algorithmLabel || number == COSESign1.chainLabel
      || label == .textString(COSESign1.chainTextLabel) || label == .textString("iat")
  }

  /// The chain's certificates (RFC 9360 §2: a byte string for one, an array for more). Throws
  /// `malformedCertificateChain` unless it stands in exactly one place.
  static func chain(
    protected: CBORValue, unprotected: CBORValue
  ) throws(ManifestError) -> [[UInt8]] {
    let found = [protected, unprotected].flatMap { header in
      [header[COSESign1.chainLabel], header[COSESign1.chainTextLabel]].compactMap(\.self)
    }
    guard found.count == 1 else {
      throw ManifestError(
        code: .malformedCertificateChain, detail: "found in \(found.count) places")
    }
    let items: [CBORValue] = if case .array(let items) = found[0] { items } else { found }
    guard (1...COSESign1.mostCertificates).contains(items.count) else {
      throw ManifestError(code: .malformedCertificateChain, detail: "\(items.count) certificates")
    }
    var chain: [[UInt8]] = []
    for case .byteString(let der) in items { chain.append(der) }
    guard chain.count == items.count else {
      throw ManifestError(code: .malformedCertificateChain, detail: "not byte strings")
    }
    return chain
  }
}
