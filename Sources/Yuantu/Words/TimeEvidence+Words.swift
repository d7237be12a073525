public import Wording

extension TimeEvidence.Kind {
  /// What a moment of this kind rests on, in words; `authority` is who stamped.
  public func basis(authority: String) -> LocalizedText {
    switch self {
    case .ownClock:
      LocalizedText(
        "登记时所用电脑的时钟，无第三方时间戳",
        "the clock of the machine that made the record, no third party's time stamp")
    case .stamp:
      LocalizedText(
        "第三方时间戳 RFC 3161，\(authority)", "a third party's time stamp, RFC 3161, \(authority)")
    case .batch:
      LocalizedText(
        "第三方时间戳 RFC 3161，整批一枚，\(authority)",
        "a third party's time stamp, RFC 3161, one for a batch, \(authority)")
    }
  }
}
