public import Codecs
import Files
import Pixels
import Trust

/// Says which original each of some exports was made from, before anything is marked. Nothing is registered and nothing
/// written.
public struct PairingPreview: Sendable {
  /// What was found for one file.
  public struct Report: Sendable {
    /// The file.
    public let path: String
    /// Its place below the path it was found under.
    public let relativePath: String
    /// Its original; nil when none was found.
    public let pairing: Pairing?
    /// A small JPEG of it.
    public let preview: [UInt8]
  }

  private let shop: Shop

  /// Looks through the originals of `shop`.
  public init(shop: Shop) { self.shop = shop }

  /// Looks at every file of `paths`, `jobs` at a time; `tell` hears of each once, with how many there are.
  public func examine(
    _ paths: [String], limits: DecodeLimits, jobs: Int,
    tell: (Int, Result<Report, Problem>) -> Void
  ) async throws(Problem) {
    let (files, problems) = FolderWalk.files(under: paths)
    let total = files.count + problems.count
    for problem in problems { tell(total, .failure(Problem(problem))) }
    let index: PairingIndex
    do { index = try PairingIndex(shop.store) } catch {
      throw Problem(any: error, path: shop.home.folder)
    }
    await Batch.run(files, jobs: jobs) { file in
      Self.report(file, index, limits)
    } finished: {
      tell(total, $0)
    }
  }

  private static func report(
    _ file: FoundFile, _ index: PairingIndex, _ limits: DecodeLimits
  ) -> Result<Report, Problem> {
    do {
      let bytes = try FileBytes.read(file.path, atMost: limits.maximumFileBytes)
      let image = try SourceImage.decode(bytes, limits: limits)
      let shown = try image.analysisRaster()
      let pairing =
        try index.identical(sha256: Digest.sha256(bytes).bytes)
        ?? index.original(of: shown.luma)
      return .success(
        Report(
          path: file.path, relativePath: file.relativePath, pairing: pairing,
          preview: try Preview.make(shown.onWhite)))
    } catch { return .failure(Problem(any: error, path: file.path)) }
  }
}
