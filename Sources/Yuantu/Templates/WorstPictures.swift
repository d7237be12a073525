import Codecs
import Files
import Pixels
public import Wording

/// The pictures of a folder that are hardest for a visible mark.
public struct WorstPictures: Sendable {
  /// In what way a picture is hard.
  public enum Kind: String, CaseIterable, Sendable {
    /// The least mean brightness.
    case darkest
    /// The most.
    case lightest
    /// The most detail.
    case busiest
    /// The longest shape.
    case longest
    /// The fewest pixels.
    case smallest

    /// What it is called.
    public var text: LocalizedText {
      switch self {
      case .darkest: LocalizedText("最暗", "darkest")
      case .lightest: LocalizedText("最亮", "lightest")
      case .busiest: LocalizedText("最花", "busiest")
      case .longest: LocalizedText("最长", "longest")
      case .smallest: LocalizedText("最小", "smallest")
      }
    }
  }

  /// Of a large folder, so many pictures at equal distances are looked at.
  public static let mostExamined = 300

  /// One picture for each kind; no picture twice.
  let pictures: [(kind: Kind, file: FoundFile)]
  /// Pictures looked at, of all that were found.
  public let examined: Int, found: Int
  let problems: [Problem]

  private struct Facts: Sendable {
    let file: FoundFile
    let size: Size
    let brightness: Float
    let detail: Float

    func badness(_ kind: Kind) -> Float {
      switch kind {
      case .darkest: -brightness
      case .lightest: brightness
      case .busiest: detail
      case .longest:
        Float(max(size.width, size.height)) / Float(max(1, min(size.width, size.height)))
      case .smallest: -Float(size.pixelCount)
      }
    }
  }

  /// Looks through files and folders, `jobs` pictures at a time.
  init(_ paths: [String], limits: DecodeLimits, jobs: Int) async {
    let (files, walkProblems) = FolderWalk.files(under: paths)
    let step = max(1, (files.count + Self.mostExamined - 1) / Self.mostExamined)
    let chosen = stride(from: 0, to: files.count, by: step).map { files[$0] }
    var facts: [Facts] = []
    var problems = walkProblems.map { Problem($0) }
    await Batch.run(chosen, jobs: jobs) { file in
      Self.facts(file, limits)
    } finished: { result in
      switch result {
      case .success(let found): facts.append(found)
      case .failure(let problem): problems.append(problem)
      }
    }
    facts.sort { $0.file.path < $1.file.path }
    var pictures: [(kind: Kind, file: FoundFile)] = []
    var taken: Set<String> = []
    for kind in Kind.allCases {
      let rest = facts.filter { !taken.contains($0.file.path) }
      guard let worst = rest.max(by: { $0.badness(kind) < $1.badness(kind) }) else { break }
      taken.insert(worst.file.path)
      pictures.append((kind, worst.file))
    }
    self.pictures = pictures
    self.problems = problems
    examined = chosen.count
    found = files.count
  }

  private static func facts(_ file: FoundFile, _ limits: DecodeLimits) -> Result<Facts, Problem> {
    do {
      let bytes = try FileBytes.read(file.path, atMost: limits.maximumFileBytes)
      let raster = try SourceImage.decode(bytes, limits: limits).analysisRaster()
      let luma = raster.luma.shrunk(toMeanSide: 256)
      let smooth = GaussianFilter(sigma: 1.5)(luma)
      let count = Float(luma.samples.count)
      let detail = zip(luma.samples, smooth.samples).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }
      return .success(
        Facts(
          file: file, size: raster.size, brightness: luma.samples.reduce(0, +) / count,
          detail: detail / count))
    } catch { return .failure(Problem(any: error, path: file.path)) }
  }
}
