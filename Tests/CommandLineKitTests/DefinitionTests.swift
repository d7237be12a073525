import CommandLineKit
import Testing
import Wording

@Suite struct DefinitionTests {
  @Test func aSoundDefinitionHasNoProblems() {
    #expect(Sample.command.problems() == [])
  }

  @Test func everyMistakeInADefinitionIsNamed() {
    let empty = LocalizedText("", "")
    let some = LocalizedText("某", "some")
    let command = Command(
      "Bad", summary: LocalizedText("有", ""),
      parameters: [
        Key.flag("json", "j", help: some).parameter, Key.flag("json", "h", help: empty).parameter,
        Key.flag("under_score", "1", help: some).parameter,
        Key.option("out", valueName: empty, help: some, default: 2, in: 5...6).parameter,
        Key<[String]>.arguments("rest", valueName: some, help: some).parameter,
        Key<String?>.optionalArgument("last", valueName: some, help: some).parameter,
      ],
      examples: [Command.Example("other thing", empty)],
      subcommands: [Command("a", summary: some), Command("a", summary: some)])
    let problems = command.problems()
    let expected = [
      "Bad: the name is not lower-case words and hyphens", "Bad: no summary",
      "Bad: arguments beside subcommands", "Bad: subcommand 'a' twice",
      "Bad: example 'other thing' without an explanation",
      "Bad: example 'other thing' does not call the command", "Bad: parameter 'json' twice",
      "Bad: short option '-h' twice", "Bad: 'json' has no help",
      "Bad: 'under_score' is not lower-case words and hyphens", "Bad: '-1' is not a letter",
      "Bad: 'out' has no value name", "Bad: the default of 'out' is not among its values",
      "Bad: an argument that takes the rest is followed by an optional one",
      "Bad a: no example",
    ]
    for problem in expected { #expect(problems.contains(problem), "\(problem)") }
  }
}
