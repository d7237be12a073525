import CAssets

/// What the platforms ask of listing pictures, as dated data.
///
/// A mistake in the part of one platform leaves the other platforms usable.
public struct PlatformRules: Sendable {
  /// The platforms, in the order of the file.
  public let platforms: [Platform]
  /// What was wrong with others.
  public let problems: [RulesProblem]

  /// Reads a rules file. Throws when nothing of it can be used.
  public init(_ file: [UInt8]) throws(RulesProblem) {
    let root = try JSONObject(
      try JSONValue.parse(file), "file", fields: ["version", "notice", "platforms"])
    guard try root.count("version") == 1 else {
      throw RulesProblem(.unknownVersion, "file.version")
    }
    var platforms: [Platform] = []
    var problems: [RulesProblem] = []
    for (index, value) in try root.list("platforms").enumerated() {
      do throws(RulesProblem) {
        let platform = try Platform(value, "platforms[\(index)]")
        if platforms.contains(where: { $0.id == platform.id }) {
          throw RulesProblem(.duplicate, "platforms[\(index)] \(platform.id)")
        }
        platforms.append(platform)
      } catch { problems.append(error) }
    }
    self.platforms = platforms
    self.problems = problems
  }

  private init(platforms: [Platform]) {
    self.platforms = platforms
    problems = []
  }

  /// The bytes of the rules that come with the program, to be edited.
  public static var standardFile: [UInt8] {
    var count = 0
    let bytes = assets_platforms(&count)
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The rules that come with the program.
  public static let standard: PlatformRules = {
    // A test reads the very same bytes and expects no problem.
    (try? PlatformRules(standardFile)) ?? PlatformRules(platforms: [])
  }()

  /// The platform that `word` names.
  public func platform(_ word: String) -> Platform? {
    platforms.first { $0.answers(to: word) }
  }
}
