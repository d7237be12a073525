import Files
import FoundationEssentials
import Glibc
import Matching
import Pixels
import Trust

/// How the index grows: bytes, time of a look-up and whether the right picture comes first, at ever
/// more pictures, synthetic ones beside real.
enum Growth {
  private static let realCount = 200
  private static let queryCount = 10

  struct Step: Encodable {
    let pictures: Int
    let bytesPerPicture: Int
    let residentMegabytes: Int
    let millisecondsPerLookup: Double
    let millisecondsToFile: Double
    let rightFirst: Int
    let queries: Int
    let addedPerSecond: Double
  }

  private struct Query {
    let sha256: [UInt8]
    let features: LocalFeatures
    let hashes: DihedralHashes
  }

  static func run(_ words: [String]) async throws {
    guard let largest = Int(words[1]), largest >= 1000 else { return }
    guard let writer = try IndexWriter.open(words[2], afresh: true) else { return }
    let files = FolderWalk.files(under: [words[0]]).files.sorted { $0.name > $1.name }
      .prefix(realCount)
    var (models, queries): ([LocalFeatures], [Query]) = (
      [], []
    )
    for (number, file) in files.enumerated() {
      let raster = try Pictures.raster(file.path)
      let sha256 = try Digest.ofFile(file.path).digest.bytes
      let working = WorkingPicture(raster, longSide: WorkingPicture.registeredSide)
      let features = try FeatureExtractor.features(of: working.luma)
      _ = try writer.add(
        writer.prepare(sha256: sha256, features: features, hashes: DihedralHashes(raster)))
      models.append(features.balanced(FeatureExtractor.registeredCount))
      if number % (realCount / queryCount) == 0 {
        let luma = raster.luma
        let part = luma.cropped(
          Region(
            x: luma.width / 7, y: luma.height / 7, width: luma.width * 5 / 7,
            height: luma.height * 5 / 7))
        queries.append(
          Query(
            sha256: sha256, features: try FeatureExtractor.features(of: part),
            hashes: DihedralHashes(raster)))
      }
    }
    try writer.flush()
    var size = 1000
    while size <= largest {
      let (before, start) = (writer.count, Pictures.seconds())
      try writer.addSynthetic(size - before, like: models, seed: UInt64(size))
      let rate = Double(size - before) / (Pictures.seconds() - start)
      try measure(writer, queries, rate: rate)
      size *= 10
    }
  }

  private static func measure(
    _ writer: IndexWriter, _ queries: [Query], rate: Double
  ) throws {
    let index = writer.snapshot
    var (times, filing, right): ([Double], [Double], Int) = ([], [], 0)
    for query in queries {
      let start = Pictures.seconds()
      let best = index.candidates(
        for: query.features.balanced(FeatureExtractor.suspectCount)
      ).first
      times.append((Pictures.seconds() - start) * 1000)
      let filed = Pictures.seconds()
      _ = writer.prepare(
        sha256: query.sha256, features: query.features, hashes: query.hashes)
      filing.append((Pictures.seconds() - filed) * 1000)
      if let best, index.picture(best.ordinal).sha256 == query.sha256 { right += 1 }
    }
    let step = Step(
      pictures: index.count, bytesPerPicture: index.byteCount / index.count,
      residentMegabytes: resident(), millisecondsPerLookup: times.sorted()[times.count / 2],
      millisecondsToFile: filing.sorted()[filing.count / 2], rightFirst: right,
      queries: queries.count, addedPerSecond: rate)
    print(String(decoding: try JSONEncoder().encode(step), as: UTF8.self))
  }

  /// The most memory that was in use so far, in megabytes, mapped files that were read included.
  private static func resident() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}
