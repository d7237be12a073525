import CommandLineKit
import Testing
import Wording

@Suite struct ParsingTests {
  @Test func defaultsHoldWhenNothingIsGiven() throws {
    let (names, arguments) = try Sample.run("mark embed a.jpg -k key")
    #expect(names == ["mark", "embed"])
    #expect(arguments[Sample.strength] == 0.6)
    #expect(arguments[Sample.format] == .jpeg)
    #expect(arguments[Sample.home] == nil)
    #expect(arguments[Sample.output] == nil)
    #expect(!arguments[Sample.json])
    #expect(!arguments.isGiven(Sample.strength))
  }

  @Test(arguments: [
    "mark embed -vs0.8 a.jpg -k f", "mark embed a.jpg -v -s 0.8 -kf",
    "mark embed --strength=0.8 --verbose --key f a.jpg",
    "mark embed -v --strength 0.8 --key=f a.jpg",
  ])
  func everyWayToWriteAnOptionMeansTheSame(_ line: String) throws {
    let arguments = try Sample.run(line).arguments
    #expect(arguments[Sample.strength] == 0.8)
    #expect(arguments[Sample.verbose])
    #expect(arguments[Sample.key] == "f")
    #expect(arguments[Sample.input] == "a.jpg")
    #expect(arguments.isGiven(Sample.strength))
  }

  @Test(arguments: [
    "--home h --json protect a.jpg", "protect a.jpg --home h --json",
    "protect --home=h a.jpg --json",
  ])
  func commonOptionsStandBeforeOrAfterTheSubcommand(_ line: String) throws {
    let arguments = try Sample.run(line).arguments
    #expect(arguments[Sample.home] == "h")
    #expect(arguments[Sample.json])
    #expect(arguments[Sample.photos] == ["a.jpg"])
  }

  @Test func dashesEndOptionsAndALoneDashIsAnArgument() throws {
    let first = try Sample.run("protect - -o d -- --json -x").arguments
    #expect(first[Sample.photos] == ["-", "--json", "-x"])
    #expect(!first[Sample.json])
    #expect(try Sample.run("protect -o - a").arguments[Sample.out] == "-")
    #expect(try Sample.run("protect -od2 a").arguments[Sample.out] == "d2")
  }

  @Test func dashesBeforeASubcommandLeaveItACommand() throws {
    #expect(try Sample.run("-- protect a").names == ["protect"])
  }

  @Test func negativeNumbersAreValuesAndArguments() throws {
    #expect(try Sample.run("mark embed a -k f --tries -5").arguments[Sample.tries] == -5)
    #expect(try Sample.run("mark resize -3 4 -7 png").arguments[Sample.sizes] == [-3, 4, -7])
  }

  @Test func repeatedOptionsKeepTheirOrder() throws {
    let arguments = try Sample.run("protect -p taobao a --platform=jd --platform pdd b").arguments
    #expect(arguments[Sample.platform] == ["taobao", "jd", "pdd"])
    #expect(arguments[Sample.photos] == ["a", "b"])
  }

  @Test func argumentsBeforeTheLastTakeWhatItLeaves() throws {
    let arguments = try Sample.run("mark resize 1 2 3 webp").arguments
    #expect(arguments[Sample.sizes] == [1, 2, 3])
    #expect(arguments[Sample.target] == .webp)
  }

  @Test func emptyValuesAreValues() throws {
    #expect(try Sample.run("protect --out= a").arguments[Sample.out] == "")
  }

  @Test func helpWinsOverWhatIsMissing() throws {
    for line in [["mark", "embed", "--help"], ["-h", "mark", "embed"], ["mark", "-h", "embed"]] {
      guard case .help(let path) = try Invocation(parsing: line, for: Sample.command) else {
        Issue.record("no help for \(line)")
        continue
      }
      #expect(path.names == ["yuantu", "mark", "embed"])
    }
    guard case .version = try Invocation(parsing: ["--version"], for: Sample.command) else {
      Issue.record("no version")
      return
    }
  }

  @Test func theLanguageCanBePeekedAtInAWrongLine() {
    #expect(Sample.language.peek(in: ["--bad", "--language", "en"]) == .english)
    #expect(Sample.language.peek(in: ["--language=en", "--language=zh-Hans"]) == .chinese)
    #expect(Sample.language.peek(in: ["--", "--language", "en"]) == nil)
    #expect(Sample.language.peek(in: ["--language", "fr"]) == nil)
    #expect(Sample.language.peek(in: ["--language"]) == nil)
    #expect(Sample.json.peek(in: ["a", "--json"]) == true)
  }
}
