public import Codecs
import Files
public import Matching
import Pixels
import Synchronization
import Trust
import Wording

/// The other side's check: finds every own file that shows an accused picture, in any size, slot or
/// collage, and the variants of those, ready for taking down. Needs no shop.
public struct ListingAudit: Sendable {
  private let limits: DecodeLimits

  /// An audit that decodes within `limits`.
  public init(limits: DecodeLimits) { self.limits = limits }

  /// An own file that is to be looked at.
  public struct Hit: Sendable {
    /// The own file.
    public let path: String
    /// What it shows: an accused picture, or for a variant the own file it is a variant of.
    public let shows: String
    /// How strongly.
    public let grade: CorrespondenceGrade
    /// Whether it is a variant of an own file that shows an accused picture, without showing enough of
    /// the accused picture itself.
    public let isVariant: Bool
    /// log10 of the number of false alarms among all files, no less than is printed.
    public let falseAlarmsLog10: Double
    /// How much of the shown picture the file shows, 0 to 1.
    public let shownShare: Double
  }

  /// Looks through every picture file under `folders`, `jobs` at a time. `tell` hears of every file
  /// with the total: nil, or the problem that kept it from being examined. Accused pictures that
  /// cannot be read are thrown.
  public func run(
    _ folders: [String], against accused: [String], jobs: Int,
    tell: (Int, Problem?) -> Void
  ) async throws(Problem) -> [Hit] {
    let (files, problems) = FolderWalk.files(under: folders)
    for problem in problems { tell(files.count, Problem(problem)) }
    var targets = try Targets(accused.map { ($0, $0) }, limits: limits)
    var hits: [Hit] = []
    var rest = files.map(\.path)
    var isVariant = false
    // The second time round, what was found is looked for: variants of variants are rare.
    for _ in 0..<2 where !rest.isEmpty && !targets.isEmpty {
      var found: [Int: Hit] = [:]
      let (current, variant, searched) = (targets, isVariant, files.count)
      await Batch.run(Array(rest.enumerated()), jobs: jobs) { index, path in
        (
          index,
          Result { () throws(Problem) in
            try examine(path, current, isVariant: variant, searched: searched)
          }
        )
      } finished: { index, result in
        switch result {
        case .success(let hit):
          if let hit { found[index] = hit }
          if !variant { tell(files.count, nil) }
        case .failure(let problem): if !variant { tell(files.count, problem) }
        }
      }
      let new = found.keys.sorted().compactMap { found[$0] }
      hits += new
      rest = rest.indices.filter { found[$0] == nil }.map { rest[$0] }
      targets = try Targets(new.map { ($0.path, $0.path) }, limits: limits)
      isVariant = true
    }
    return hits.sorted {
      ($0.isVariant ? 1 : 0, $0.grade, $0.path) < ($1.isVariant ? 1 : 0, $1.grade, $1.path)
    }
  }

  private func examine(
    _ path: String, _ targets: Targets, isVariant: Bool, searched: Int
  ) throws(Problem) -> Hit? {
    do {
      let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
      let raster = try SourceImage.decode(bytes, limits: limits).analysisRaster()
      let matcher = PictureMatcher(index: targets.index, reference: targets.reference)
      let result = try matcher.match(raster, thorough: true, searched: searched)
      guard let best = result.matches.first, best.grade <= .partReused else { return nil }
      return Hit(
        path: path, shows: targets.path(of: best.sha256) ?? "", grade: best.grade,
        isVariant: isVariant,
        falseAlarmsLog10: max(
          best.falseAlarmsLog10 ?? 0, ContentEvidence.leastPrintedLog10),
        shownShare: best.regions.first?.test?.registeredShare ?? 0)
    } catch { throw Problem(any: error, path: path) }
  }

  /// The pictures that are looked for, in an index of their own.
  private struct Targets: Sendable {
    let index: FeatureIndex
    private let paths: [[UInt8]: String]
    private let references: [[UInt8]: ReferencePicture]

    var isEmpty: Bool { paths.isEmpty }

    init(_ pictures: [(name: String, path: String)], limits: DecodeLimits) throws(Problem) {
      var index = FeatureIndex.empty()
      var (paths, references) = ([[UInt8]: String](), [[UInt8]: ReferencePicture]())
      for (name, path) in pictures {
        do {
          let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
          let sha256 = Digest.sha256(bytes).bytes
          if paths[sha256] != nil { continue }
          let raster = try SourceImage.decode(bytes, limits: limits).analysisRaster()
          let reference = try ReferencePicture(raster)
          index.append(
            sha256: sha256, features: reference.features, hashes: DihedralHashes(raster.onWhite))
          paths[sha256] = name
          references[sha256] = reference
        } catch { throw Problem(any: error, path: path) }
      }
      (self.index, self.paths, self.references) = (index, paths, references)
    }

    func path(of sha256: [UInt8]) -> String? { paths[sha256] }

    func reference(_ sha256: [UInt8]) -> ReferencePicture? { references[sha256] }
  }
}
