public import Cases
public import Codecs
import Files
import Manifests
import Reports
import Trust
import Wording

/// Builds case packages: finds originals, their sets and records, checks them against the form, fits and
/// words everything.
public struct CaseBuilder: Sendable {
  /// What was built.
  public struct Outcome: Sendable {
    /// One package for each form asked for.
    public let packages: [Package]
    /// What a reviewer may stumble over, red first.
    public let items: [PreflightItem]
    /// Nothing is refused by what is known.
    public var isReady: Bool { !items.contains { $0.level == .red } }
    /// No picture in question has an original.
    public let isWeak: Bool
    /// The report's number.
    public let reportNumber: String
    /// The verdict on every picture in question.
    public let verdicts: [Verdict]
  }

  private let shop: Shop
  private let limits: DecodeLimits
  private let surroundings: Surroundings
  /// A moment (unix milliseconds) as people of this place read it.
  private let timeText: @Sendable (Int64) -> String

  /// Builds for `shop`. `timeText` words a moment for people.
  public init(
    shop: Shop, limits: DecodeLimits, surroundings: Surroundings,
    timeText: @escaping @Sendable (Int64) -> String
  ) {
    self.shop = shop
    self.limits = limits
    self.surroundings = surroundings
    self.timeText = timeText
  }

  /// Examines the suspects and builds the packages. A folder among the suspects stands for its files.
  public func build(
    _ request: CaseRequest, forms: [PackageForm], jobs: Int
  ) async throws(Problem) -> Outcome {
    try shop.requireValidCertificate(at: surroundings.now())
    var verdicts: [Verdict] = []
    await Inspector(shop: shop, limits: limits, now: surroundings.now())
      .examine(request.suspects, jobs: jobs) { verdicts.append($0) }
    do {
      let material = try CaseMaterial.gather(
        request, verdicts: verdicts, shop: shop, limits: limits, surroundings: surroundings)
      var preflight = material.preflight
      let uploads = CaseUploads(material, preflight: &preflight, limits: limits)
      let items = preflight.items.sorted { $0.level < $1.level }
      let packages = try forms.map { form in
        try CasePackage(
          material: material, uploads: uploads.uploads, items: items, form: form, shop: shop,
          limits: limits, now: surroundings.now(), timeText: timeText
        ).package()
      }
      return Outcome(
        packages: packages, items: items, isWeak: material.isWeak,
        reportNumber: material.report.number, verdicts: verdicts)
    } catch { throw Problem(any: error, path: nil) }
  }
}
