import Manifests
import Matching
import Pixels

/// Soft bindings (C2PA 2.2 §18.10): by what a file is found again when its manifest is gone.
enum SoftBinding {
  /// Our mark; to be registered in C2PA's list of soft-binding algorithms.
  private static let markAlgorithm = "org.yuantu.tones.1"
  /// The ISCC (ISO 24138), as it is registered there.
  private static let fingerprintAlgorithm = "io.iscc.v0"

  /// The binding by the mark's payload, eight bytes.
  static func assertion(_ mark: MarkRecord) -> AssertionDraft {
    assertion(markAlgorithm, withUnsafeBytes(of: mark.payload.bigEndian) { Array($0) })
  }

  /// The binding by an ISCC, as its text.
  static func assertion(_ fingerprint: String) -> AssertionDraft {
    assertion(fingerprintAlgorithm, Array(fingerprint.utf8))
  }

  /// The ISCC Image-Code of a picture with all of its 256 bits; nil for a picture with too little in it,
  /// whose code would be any other such picture's too.
  static func fingerprint(of picture: Raster) -> String? {
    let code = ImageCode(picture)
    return code.isFeatureless ? nil : code.text(bits: 256)
  }

  private static func assertion(_ algorithm: String, _ value: [UInt8]) -> AssertionDraft {
    let block = CBORValue.map([
      CBOREntry("scope", .map([])), CBOREntry("value", .byteString(value)),
    ])
    let content = CBORValue.map([
      CBOREntry("alg", .textString(algorithm)), CBOREntry("blocks", .array([block])),
      CBOREntry("pad", .byteString([])),
    ])
    return AssertionDraft("c2pa.soft-binding", .cbor(content))
  }
}
