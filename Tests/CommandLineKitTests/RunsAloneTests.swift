import CommandLineKit
import Testing
import Wording

@Suite struct RunsAloneTests {
  static let url = Key<[String]>.repeatedOption(
    "url", valueName: LocalizedText("网址", "URL"), help: LocalizedText("网址", "a URL"))
  static let command = Command(
    "tool", summary: LocalizedText("工具", "a tool"),
    subcommands: [
      Command(
        "stamp", summary: LocalizedText("盖", "stamps"), parameters: [url.parameter],
        examples: [Command.Example("tool stamp", LocalizedText("盖", "stamps"))],
        subcommands: [
          Command(
            "list", summary: LocalizedText("列", "lists"),
            examples: [Command.Example("tool stamp list", LocalizedText("列", "lists"))])
        ], runsAlone: true)
    ])

  func path(_ words: String...) throws -> [String] {
    guard case .run(let path, _) = try Invocation(parsing: words, for: Self.command) else {
      return []
    }
    return path.subcommandNames
  }

  @Test func aGroupThatRunsAloneHasOptionsOfItsOwn() throws {
    #expect(Self.command.problems().isEmpty)
    #expect(try path("stamp") == ["stamp"])
    #expect(try path("stamp", "--url", "a", "--url", "b") == ["stamp"])
    #expect(try path("stamp", "list") == ["stamp", "list"])
    #expect(throws: UsageError.self) { try path("stamp", "list", "--url", "a") }
    #expect(throws: UsageError.self) { try path("stamp", "--url", "a", "list") }
    #expect(throws: UsageError.self) { try path("stamp", "lists") }
  }
}
