import Codecs
import Manifests

extension Asset {
  /// A whole file in memory, whatever kind of binding holds it; `location` is where in it the store stands.
  static func file(_ bytes: [UInt8], _ location: ManifestLocation?) -> Asset {
    .bytes(
      bytes, store: location?.range, length: location?.length,
      boxes: ManifestContainer.boxes(of:store:))
  }
}
