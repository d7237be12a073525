import Files
import FoundationEssentials
import Glibc
import Matching
import Pixels
import Trust

/// Indexes a catalogue and looks queries up in it, with everything a verification does.
enum Search {
  struct Answer: Encodable {
    struct Match: Encodable {
      let path: String
      let grade: String
      let proposal: Double
      let unique: Double
      let hashDistance: Int
      let falseAlarms: Double?
      let agreeing: Int?
      let matches: Int?
      let same: Int?
      let contradicting: Int?
      let covered: Int?
      let conflict: Double?
      let centralConflict: Double?
      let containment: Double?
      let otherMiddle: Double?
      let middleSeen: Double?
      let island: Int?
      let regions: Int
    }

    let query: String
    let milliseconds: Double
    let features: Int
    let matches: [Match]
  }

  static func run(_ words: [String]) async throws {
    let (catalogue, queries) = (try Pictures.lines(words[0]), try Pictures.lines(words[1]))
    let jobs = Int(words[2]) ?? 1
    let start = Pictures.seconds()
    guard let writer = try IndexWriter.open(words[3]) else {
      return Main.tell("another process is writing \(words[3])")
    }
    let digests = try await Pictures.map(catalogue, jobs: jobs) { path in
      let digest = try Digest.ofFile(path).digest.bytes
      if writer.contains(digest) { return digest }
      let raster = try Pictures.raster(path)
      let working = WorkingPicture(raster, longSide: WorkingPicture.registeredSide)
      let prepared = writer.prepare(
        sha256: digest, features: try FeatureExtractor.features(of: working.luma),
        hashes: DihedralHashes(raster))
      _ = try writer.add(prepared)
      return digest
    }
    try writer.flush()
    let index = writer.snapshot
    let families = index.families.members
    let milliseconds = (Pictures.seconds() - start) * 1000 / Double(max(catalogue.count, 1))
    Main.tell(
      "index: \(index.count) pictures, \(index.byteCount / max(index.count, 1)) bytes each, "
        + "\(families.count) families of \(families.values.reduce(0) { $0 + $1.count }), "
        + "\(milliseconds) ms each with \(jobs) jobs")
    let references = References(
      Dictionary(zip(digests, catalogue).map { ($0, $1) }) { first, _ in first })
    let matcher = PictureMatcher(index: index, reference: references.reference)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try await Pictures.map(queries, jobs: jobs) { query in
      let raster = try Pictures.raster(query)
      let start = Pictures.seconds()
      let result = try matcher.match(raster)
      let answer = Answer(
        query: query, milliseconds: (Pictures.seconds() - start) * 1000, features: result.features,
        matches: result.matches.prefix(20).map { describe($0, references) })
      return String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    }
    for line in lines { print(line) }
  }

  private static func describe(_ match: PictureMatch, _ references: References) -> Answer.Match {
    let region = match.regions.first
    return Answer.Match(
      path: references.paths[match.sha256] ?? "", grade: match.grade.rawValue,
      proposal: match.proposalFalseAlarmsLog10, unique: match.uniqueProposalFalseAlarmsLog10,
      hashDistance: match.hashDistance, falseAlarms: region?.falseAlarmsLog10,
      agreeing: region?.agreeing, matches: region?.matches, same: region?.test?.same,
      contradicting: region?.test?.contradicting, covered: region?.test?.covered,
      conflict: region?.test?.conflict, centralConflict: region?.test?.centralConflict,
      containment: region?.test?.containment, otherMiddle: region?.test?.otherMiddleShare,
      middleSeen: region?.test?.middleSeen,
      island: region?.test?.otherIsland, regions: match.regions.count)
  }
}
