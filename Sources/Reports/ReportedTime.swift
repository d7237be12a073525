public import Wording

/// A moment by which a file is known to have existed, and what that rests on.
public struct ReportedTime: Sendable {
  /// RFC 3339 in UTC.
  public let time: String
  /// What it rests on, as a stable code such as `own-clock`.
  public let kind: String
  /// What it rests on, in words.
  public let basis: LocalizedText

  /// A moment with what it rests on.
  public init(time: String, kind: String, basis: LocalizedText) {
    self.time = time
    self.kind = kind
    self.basis = basis
  }

  /// The fixed sentence about time: never more than “no later than”.
  public var sentence: LocalizedText {
    LocalizedText(
      "该文件最迟于 \(time) 已存在（依据：\(basis.text(in: .simplifiedChinese))）。",
      "The file existed no later than \(time) (basis: \(basis.text(in: .english))).")
  }
}
