extension ManifestStore {
  /// The bytes that the active manifest's signature is over: the Sig_structure (RFC 9052 §4.4) around
  /// its claim. With them the signature can be checked where nothing knows C2PA.
  ///
  /// Errors: `missingField` without exactly one claim and one signature, those of `COSESign1.parse(_:)`.
  public func activeSignedBytes() throws(ManifestError) -> [UInt8] {
    guard let claim = active.claimBytes(in: expanded) else {
      throw ManifestError(code: .missingField, detail: "claim")
    }
    return try COSESign1.signedBytes(
      protectedHeader: try activeSignature().protectedHeader, payload: claim)
  }

  /// Whether there is one manifest alone: nothing of anybody else was carried along.
  public var isSingle: Bool { manifests.count == 1 }
}
