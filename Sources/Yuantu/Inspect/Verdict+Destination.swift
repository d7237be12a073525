import Cases
public import Wording

extension Verdict.Match {
  /// For whom the copy was issued, in the words of people: platform, slot, recipient; nil when none was
  /// named. A platform or slot that the rules no longer have is named by its identifier.
  public var destination: LocalizedText? {
    let platform = PlatformRules.standard.platform(self.platform)
    let platformName = platform?.name ?? LocalizedText(self.platform, self.platform)
    let slotName = platform?.slot(id: slot)?.name ?? LocalizedText(slot, slot)
    let recipientName = LocalizedText(
      recipient.isEmpty ? "" : "收件方 \(recipient)",
      recipient.isEmpty ? "" : "recipient \(recipient)")
    func joined(_ language: Language) -> String {
      [platformName, slotName, recipientName].map { $0.text(in: language) }
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }
    let text = LocalizedText(joined(.simplifiedChinese), joined(.english))
    return text.text(in: .english).isEmpty ? nil : text
  }
}
