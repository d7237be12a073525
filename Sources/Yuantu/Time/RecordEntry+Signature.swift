import Catalogue
import Manifests
import Trust

extension RecordEntry {
  /// The signature of a record, whatever kind of record it is.
  func signature() throws(ManifestError) -> COSESign1 {
    kind == Countersigning.kind
      ? try Countersignature.parse(bytes).signature
      : try ManifestStore.parse(bytes).activeSignature()
  }

  /// What a time stamp over the record alone is over (see `COSESign1.countersignatureMessage()`).
  func countersignatureMessage() throws(ManifestError) -> [UInt8] {
    try signature().countersignatureMessage()
  }
}
