import Codecs
import Manifests

/// The C2PA manifests an original brought with it, and what their validation came to.
typealias CameraManifest = (store: ManifestStore, report: ValidationReport)

/// Looks for what the camera or an editor signed into a file.
enum CameraManifests {
  /// The manifests in `file`, validated against it at `time` (unix seconds), and what is to be said
  /// about them. Without anchors: which makers are trusted is for whoever checks to decide.
  static func find(
    in file: [UInt8], at time: Int64
  ) -> (manifest: CameraManifest?, findings: [FindingCode]) {
    switch ManifestContainer.search(file) {
    case .none: return (nil, [])
    case .several, .broken: return (nil, [.provenanceUnreadable])
    case .found(let location):
      guard let store = try? ManifestStore.parse(location.store) else {
        return (nil, [.provenanceUnreadable])
      }
      let report = Validator.validate(
        store, asset: .file(file, location),
        settings: ValidationSettings(anchors: [], timestampAnchors: [], time: time))
      return (
        (store, report), [report.state == .invalid ? .provenanceInvalid : .provenanceFound]
      )
    }
  }
}
