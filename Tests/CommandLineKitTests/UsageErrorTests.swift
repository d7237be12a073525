import CommandLineKit
import Testing
import Wording

@Suite struct UsageErrorTests {
  static let cases: [(String, UsageError.Kind)] = [
    (
      "mark embed --strenght 1 a",
      .unknownOption(name: "--strenght", suggestion: "--strength")
    ),
    ("mark embed --zzzzzz a", .unknownOption(name: "--zzzzzz", suggestion: nil)),
    ("mark embed -x a", .unknownOption(name: "-x", suggestion: nil)),
    ("protekt a", .unknownCommand(name: "protekt", suggestion: "protect")),
    ("mark embde a", .unknownCommand(name: "embde", suggestion: "embed")),
    ("qqqqqqq", .unknownCommand(name: "qqqqqqq", suggestion: nil)),
    ("mark", .missingCommand(choices: ["embed", "resize"])),
    ("", .missingCommand(choices: ["protect", "mark"])),
    ("protect", .missingArgument(name: LocalizedText("照片", "PHOTO"))),
    ("protect a -o", .missingValue(option: "-o", valueName: LocalizedText("目录", "DIR"))),
    (
      "protect a --out --json",
      .missingValue(option: "--out", valueName: LocalizedText("目录", "DIR"))
    ),
    ("protect --json=yes a", .unexpectedValue(option: "--json", value: "yes")),
    ("protect --help=yes a", .unexpectedValue(option: "--help", value: "yes")),
    ("protect -o d --out e a", .repeatedOption(name: "--out")),
    ("--home a protect b --home c", .repeatedOption(name: "--home")),
    ("mark embed a", .missingOption(name: "--key", valueName: LocalizedText("文件", "FILE"))),
    ("mark embed a b c -k f", .unexpectedArgument("c")),
    (
      "mark embed a -s 1.5 -k f",
      .outOfRange(
        parameter: LocalizedText("--strength", "--strength"), value: "1.5", lower: "0", upper: "1")
    ),
    (
      "mark embed a -s nan",
      .invalidValue(
        parameter: LocalizedText("--strength", "--strength"), value: "nan", expected: .number)
    ),
    (
      "mark embed a --tries 99999999999999999999",
      .invalidValue(
        parameter: LocalizedText("--tries", "--tries"), value: "99999999999999999999",
        expected: .integer)
    ),
    (
      "mark embed a -f gif",
      .invalidValue(
        parameter: LocalizedText("--format", "--format"), value: "gif",
        expected: .choice(["jpeg", "png", "webp"]))
    ),
    (
      "mark resize 1 x png",
      .invalidValue(parameter: LocalizedText("边长", "SIZE"), value: "x", expected: .integer)
    ),
  ]

  @Test(arguments: cases)
  func everyMistakeHasItsKind(_ line: String, _ kind: UsageError.Kind) {
    #expect(Sample.mistake(line)?.kind == kind)
  }

  @Test(arguments: cases)
  func everyMistakeHasWordsInBothLanguages(_ line: String, _ kind: UsageError.Kind) {
    let message = UsageError(kind, command: ["yuantu"]).message
    for language in Language.allCases {
      let text = message.text(in: language)
      #expect(!text.isEmpty && !text.hasSuffix(".") && !text.hasSuffix("。"))
    }
    #expect(message.text(in: .english).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func messagesReadWell() throws {
    func message(_ line: String) throws -> LocalizedText {
      try #require(Sample.mistake(line)).message
    }
    let option = try message("mark embed --strenght 1")
    #expect(
      option.text(in: .english) == "unknown option '--strenght'; did you mean '--strength'?")
    #expect(option.text(in: .simplifiedChinese) == "没有选项 '--strenght'，是不是 '--strength'？")
    let choice = try message("mark embed a -f gif")
    #expect(choice.text(in: .english) == "--format: 'gif' is not one of jpeg, png, webp")
    #expect(choice.text(in: .simplifiedChinese) == "--format：'gif' 不可用，可选：jpeg、png、webp")
  }

  @Test func foreignWordsCannotReachTheTerminalRaw() throws {
    let error = try #require(Sample.mistake("pro\u{1B}[2Jtect"))
    #expect(error.message.text(in: .english) == "unknown command 'pro\\u{1B}[2Jtect'")
  }

  @Test func theErrorKnowsItsCommand() {
    #expect(Sample.mistake("mark embed --bad")?.command == ["yuantu", "mark", "embed"])
  }
}
