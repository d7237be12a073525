import Codecs
import Manifests

extension FindingCode {
  /// What is to be said about the C2PA manifest in a suspect file, as of now; nil when there is none.
  static func ofManifest(
    in file: [UInt8], _ shop: Shop, at time: Int64 = Surroundings.system.now() / 1000
  ) -> FindingCode? {
    let location: ManifestLocation
    switch ManifestContainer.search(file) {
    case .none: return nil
    case .several, .broken: return .manifestBroken
    case .found(let found): location = found
    }
    guard let store = try? ManifestStore.parse(location.store) else { return .manifestBroken }
    let report = Validator.validate(
      store, asset: .file(file, location),
      settings: ValidationSettings(
        anchors: shop.anchors, timestampAnchors: shop.authorities.anchors, time: time),
      hasCarrierFault: !location.faults.isEmpty)
    guard report.state != .invalid, report.evidence.binding != .unbound else {
      return .manifestBroken
    }
    return report.state == .trusted && report.statement != nil ? .manifestOwn : .manifestForeign
  }
}
