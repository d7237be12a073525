import CAssets

/// The platforms' forms, as dated data.
///
/// A mistake in one form leaves the others usable.
public struct CaseForms: Sendable {
  /// The forms, in the order of the file.
  public let forms: [CaseForm]
  /// What was wrong with others.
  public let problems: [RulesProblem]

  /// Reads a file of forms. Throws when nothing of it can be used.
  public init(_ file: [UInt8]) throws(RulesProblem) {
    let root = try JSONObject(
      try JSONValue.parse(file), "file", fields: ["version", "notice", "forms"])
    guard try root.count("version") == 1 else {
      throw RulesProblem(.unknownVersion, "file.version")
    }
    var forms: [CaseForm] = []
    var problems: [RulesProblem] = []
    for (index, value) in try root.list("forms").enumerated() {
      do throws(RulesProblem) {
        let form = try CaseForm(value, "forms[\(index)]")
        if forms.contains(where: { $0.platform == form.platform && $0.kind == form.kind }) {
          throw RulesProblem(
            .duplicate, "forms[\(index)] \(form.platform) \(form.kind.rawValue)")
        }
        forms.append(form)
      } catch { problems.append(error) }
    }
    self.forms = forms
    self.problems = problems
  }

  private init() {
    forms = []
    problems = []
  }

  /// The bytes of the forms that come with the program, to be edited.
  public static var standardFile: [UInt8] {
    var count = 0
    let bytes = assets_forms(&count)
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The forms that come with the program.
  public static let standard: CaseForms = {
    // A test reads the very same bytes and expects no problem.
    (try? CaseForms(standardFile)) ?? CaseForms()
  }()

  /// The form of a platform.
  public func form(_ platform: String, _ kind: CaseKind) -> CaseForm? {
    forms.first { $0.platform == platform && $0.kind == kind }
  }

  /// The shortest time limit of any form, for platforms of which none is known.
  public var shortestDeadline: CaseForm.Deadline? {
    forms.filter { $0.kind == .appeal }.compactMap(\.shortestDeadline).min { $0.hours < $1.hours }
  }
}
