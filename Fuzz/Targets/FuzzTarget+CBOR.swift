import Manifests

extension FuzzTarget {
  /// CBOR and COSE: what is read can be written, reads as the same, and is written the same again.
  public static let cbor = FuzzTarget(name: "CBOR") { bytes in
    if let value = try? CBORDecoder.decode(bytes) {
      let written = try CBOREncoder.encode(value)
      let again = try CBORDecoder.decode(written)
      try expect(
        CBOREncoder.encode(again) == written, "the deterministic form has one encoding")
      _ = try? RecordStatement(value)
    }
    if let signature = try? COSESign1.parse(bytes) {
      let written = try signature.encoded()
      let again = try COSESign1.parse(written)
      try expect(again.signature == signature.signature, "the signature stays")
      try expect(!signature.verify(payload: bytes) || !bytes.isEmpty, "a payload was signed")
      _ = try? signature.certificates()
      _ = try? signature.countersignatureMessage()
    }
  }
}
