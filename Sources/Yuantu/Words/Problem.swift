public import Wording

/// Why something could not be done, with words for people and a stable code for programs.
public struct Problem: Error, Hashable, Sendable {
  /// Stable: the module and the reason, such as `codec.truncated`.
  public let code: String
  /// The file it is about, or nil.
  public let path: String?
  /// What was wrong and what to do.
  public let text: LocalizedText
  /// Technical detail for a log; may be empty.
  public let detail: String

  /// A problem with `path`, if it is about a file.
  public init(code: String, path: String? = nil, text: LocalizedText, detail: String = "") {
    self.code = code
    self.path = path
    self.text = text
    self.detail = detail
  }

  /// The same problem, about `path`.
  public func about(_ path: String) -> Problem {
    Problem(code: code, path: path, text: text, detail: detail)
  }

  /// The sentence with its technical detail.
  public func message(in language: Language) -> String {
    detail.isEmpty ? text.text(in: language) : "\(text.text(in: language)) [\(detail)]"
  }
}
