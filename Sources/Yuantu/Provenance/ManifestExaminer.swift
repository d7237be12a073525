import Catalogue
public import Codecs
import Files
public import Manifests
public import Trust
import Wording

/// Examines the C2PA manifests of files, ours and others'. Needs no secret and no network; where there
/// is a shop, its root is trusted unless other anchors are given, and its catalogue is asked for
/// manifests that are neither in nor beside a file.
public struct ManifestExaminer: Sendable {
  private let settings: ValidationSettings
  private let catalogue: (any CatalogueStore)?
  private let limits: DecodeLimits

  /// What an examination came to.
  public struct Examined: Sendable {
    /// The file.
    public let path: String
    /// The manifest that was found; nil when there is none to work with.
    public let found: FoundManifest?
    /// Why there is none.
    public let absence: FoundManifest.Absence?
    /// What its validation came to.
    public let report: ValidationReport?

    /// Whether the manifest is valid and holds the file as a whole, as far as the file is at hand.
    public var isAcceptable: Bool {
      guard let report, report.state != .invalid else { return false }
      return report.evidence.binding == .bound || report.evidence.binding == .notExamined
    }
  }

  /// An examiner for the shop in `home`, if there is one.
  ///
  /// - Parameters:
  ///   - folder: the home of the shop, which may be absent.
  ///   - place: where its catalogue is, instead of where the shop says.
  ///   - anchors: PEM files of roots trusted for signers; none means the shop's.
  ///   - timestampAnchors: PEM files of roots trusted for time-stamp authorities; none means those of
  ///     the authorities that the shop has.
  ///   - revocations: files of revocation lists (PEM or DER) to hold the signers against.
  ///   - time: RFC 3339 in UTC; nil means `now`.
  ///   - now: unix milliseconds.
  ///   - limits: what a file may claim before it is refused.
  public init(
    home folder: String, catalogue place: CataloguePlace? = nil, anchors: [String] = [],
    timestampAnchors: [String] = [],
    revocations: [String] = [], time: String? = nil, now: Int64,
    limits: DecodeLimits = DecodeLimits()
  ) throws(Problem) {
    let home = ShopHome(folder: folder)
    let hasShop = home.isOccupied
    var roots = try CertificateFiles.read(anchors)
    var authorities = try CertificateFiles.read(timestampAnchors)
    var catalogue: (any CatalogueStore)?
    if hasShop {
      do {
        let shop = try ShopDescription.parse(home.read(home.description), path: folder)
        if anchors.isEmpty { roots = try ShopCertificates.read(home, shop).anchors }
        if timestampAnchors.isEmpty { authorities = try AuthorityList.read(home).anchors }
        catalogue = try ShopCatalogue(home, shop, at: place).open()
      } catch { throw Problem(any: error, path: folder) }
    }
    let moment = try QuestionTime.unixMilliseconds(time, now: now)
    var settings = ValidationSettings(
      anchors: roots, timestampAnchors: authorities, time: moment / 1000)
    settings.revocations = try CertificateFiles.readRevocations(revocations)
    self.settings = settings
    self.limits = limits
    self.catalogue = catalogue
  }

  /// Examines the file at `path`. A manifest that is absent or broken is part of the answer.
  ///
  /// `sidecar` says where the manifest is, instead of looking for it; `original` is the digest of what is said to
  /// be the original.
  public func examine(
    _ path: String, sidecar: String?, original: Digest?
  ) throws(Problem) -> Examined {
    switch try search(path, sidecar: sidecar) {
    case .failure(let absent):
      return Examined(path: path, found: nil, absence: absent.reason, report: nil)
    case .success(let found):
      let report = Validator.validate(
        found.store, asset: found.asset, settings: settings, original: original,
        hasCarrierFault: found.hasCarrierFault)
      return Examined(path: path, found: found, absence: nil, report: report)
    }
  }

  /// The manifest of the file at `path`, not judged; nil when there is none to work with.
  public func find(_ path: String) throws(Problem) -> FoundManifest? {
    try? search(path, sidecar: nil).get()
  }

  private func search(
    _ path: String, sidecar: String?
  ) throws(Problem) -> Result<FoundManifest, AbsentManifest> {
    do {
      return try FoundManifest.find(for: path, sidecar: sidecar, limits: limits) { digest in
        try catalogue?.manifest(of: digest)
      }
    } catch { throw Problem(any: error, path: path) }
  }
}
