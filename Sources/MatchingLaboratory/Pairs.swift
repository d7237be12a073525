import FoundationEssentials
import Matching
import Pixels

/// Compares registered pictures with each other: those that the index holds for alike, and random
/// ones. None of them may pass for the same photograph unless it is.
enum Pairs {
  struct Answer: Encodable {
    let kind: String
    let first: String
    let second: String
    let grade: String
    let falseAlarms: Double?
    let same: Int
    let conflict: Double
    let containment: Double
  }

  /// Pictures of one draw of random pairs: each is compared with each of another as many.
  private static let drawCount = 20
  private static let proposalFalseAlarmsLog10 = -4.0

  static func run(_ words: [String]) async throws {
    let (catalogue, jobs) = (try Pictures.lines(words[0]), Int(words[1]) ?? 1)
    guard let count = Int(words[3]) else { return }
    let index = try FeatureIndex.open(words[2])
    let references = References(try await References.paths(catalogue, jobs: jobs))
    let proposed = try await Pictures.map(catalogue, jobs: jobs) { path in
      try proposals(path, index, references)
    }
    for answer in proposed.joined() { try tell(answer) }
    var generator = SeededGenerator(seed: 1)
    let draws = (0..<(count + drawCount * drawCount - 1) / (drawCount * drawCount)).map { _ in
      let drawn = Array(catalogue.shuffled(using: &generator).prefix(2 * drawCount))
      return (Array(drawn.prefix(drawCount)), Array(drawn.dropFirst(drawCount)))
    }
    let random = try await Pictures.map(draws, jobs: jobs) { suspects, registered in
      let registered = try registered.map { ($0, try ReferencePicture(try Pictures.raster($0))) }
      return try suspects.flatMap { path in
        let suspect = try SuspectPicture(try Pictures.raster(path))
        return registered.map { other, reference in
          answer("random", path, other, suspect, reference, pictures: index.count)
        }
      }
    }
    for answer in random.joined().prefix(count) { try tell(answer) }
  }

  private static func proposals(
    _ path: String, _ index: FeatureIndex, _ references: References
  ) throws -> [Answer] {
    let suspect = try SuspectPicture(try Pictures.raster(path))
    let features = suspect.features.balanced(FeatureExtractor.suspectCount)
    return index.candidates(for: features).compactMap { candidate in
      let sha256 = index.picture(candidate.ordinal).sha256
      guard candidate.falseAlarmsLog10 < proposalFalseAlarmsLog10,
        let other = references.paths[sha256], other != path,
        let reference = references.reference(sha256)
      else { return nil }
      return answer("proposed by the index", path, other, suspect, reference, pictures: index.count)
    }
  }

  private static func answer(
    _ kind: String, _ first: String, _ second: String, _ suspect: SuspectPicture,
    _ reference: ReferencePicture, pictures: Int
  ) -> Answer {
    let region = PictureComparison.regions(of: suspect, in: reference, searched: pictures).first
    func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
    return Answer(
      kind: kind, first: name(first), second: name(second),
      grade: (region?.grade ?? .none).rawValue, falseAlarms: region?.falseAlarmsLog10,
      same: region?.test?.same ?? 0, conflict: region?.test?.conflict ?? 1,
      containment: region?.test?.containment ?? 0)
  }

  private static func tell(_ answer: Answer) throws {
    print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
  }
}
