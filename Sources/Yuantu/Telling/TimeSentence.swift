public import Wording

/// "Existed no later than", with what it rests on. Never more than that.
public enum TimeSentence {
  /// The sentence about `subject`; the moment is unix milliseconds.
  public static func text(
    _ subject: LocalizedText, noLaterThan moment: Int64, _ kind: TimeEvidence.Kind,
    _ authority: String
  ) -> LocalizedText {
    // A second begun counts as a second later: the sentence must not say too early.
    let time = Moment(unixMilliseconds: (moment + 999) / 1000 * 1000).localText
    let basis = kind.basis(authority: authority)
    return LocalizedText(
      "\(subject.text(in: .simplifiedChinese))最迟于 \(time) 已存在（依据："
        + "\(basis.text(in: .simplifiedChinese))）",
      "\(subject.text(in: .english)) existed no later than \(time) (basis: "
        + "\(basis.text(in: .english)))")
  }
}
