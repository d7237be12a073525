import Cases
import Testing
import Wording

@Test func theFormsThatComeAlongHaveNoMistake() {
  let forms = CaseForms.standard
  #expect(forms.problems.isEmpty)
  #expect(forms.forms.count >= 20)
  for form in forms.forms {
    #expect(form.name.text(in: .english) != form.name.text(in: .simplifiedChinese))
    #expect(form.uploads.source.asOf.count == 10)
  }
}

@Test func theShortestKnownDeadlineCounts() {
  let taobao = CaseForms.standard.form("taobao", .appeal)
  #expect(taobao?.shortestDeadline?.hours == 24)
  #expect(CaseForms.standard.form("1688", .appeal)?.shortestDeadline == nil)
  #expect(CaseForms.standard.shortestDeadline?.hours == 24)
}

@Test func aMistakeInOneFormLeavesTheOthers() throws {
  let text = String(decoding: CaseForms.standardFile, as: UTF8.self)
  let broken = text.replacing("\"maximum\": 40", with: "\"maximum\": -1")
  let forms = try CaseForms(Array(broken.utf8))
  #expect(forms.form("pdd", .appeal) == nil)
  #expect(forms.form("taobao", .appeal) != nil)
  #expect(forms.problems.map(\.code) == [.badValue, .badValue])
}

@Test func anUnknownFieldIsNamed() throws {
  let text = String(decoding: CaseForms.standardFile, as: UTF8.self)
  let broken = text.replacing("\"attempts\": {\"maximum\": 2", with: "\"attemps\": {\"maximum\": 2")
  let forms = try CaseForms(Array(broken.utf8))
  #expect(forms.problems.contains { $0.code == .unknownField })
  #expect(throws: RulesProblem.self) { try CaseForms(Array("{}".utf8)) }
}
