import CommandLineKit
import Testing
import Wording

@Suite struct HelpTextTests {
  @Test func helpIsLaidOutInColumns() throws {
    let text = HelpText.render(try Sample.path(["mark", "embed"]), language: .english, width: 80)
    #expect(
      text
        == """
        Usage: yuantu mark embed --key FILE [options] IN [OUT]

        embed a mark: [once]

        Arguments:
          IN                       picture to mark
          [OUT]                    where to write

        Options:
          -s, --strength S         strength of the invisible mark; more is more robust
                                   and changes more of the picture, rarely needs a
                                   change (0 to 1; default 0.6)
          -v, --verbose            say more
          -f, --format FORMAT      output format (one of jpeg, png, webp; default jpeg)
              --tries N            tries (default 3)
          -k, --key FILE           file with the key

        Common options:
              --home DIR           folder of the shop
              --language LANGUAGE  language of messages (one of zh-Hans, en; default
                                   zh-Hans)
              --json               one JSON object per line
          -h, --help               show this help

        Examples:
          yuantu mark embed a.jpg b.jpg -k key.txt
              mark a.jpg and write b.jpg

        """)
  }

  @Test(arguments: [40, 60, 80, 132], [[], ["protect"], ["mark"], ["mark", "embed"]])
  func noLineIsWiderThanTheTerminal(_ width: Int, _ names: [String]) throws {
    let path = try Sample.path(names)
    for language in Language.allCases {
      let lines = HelpText.render(path, language: language, width: width).split(separator: "\n")
      #expect(lines.count <= 40)
      // The call and the examples are for copying and are never broken.
      for line in lines.dropFirst() where !line.hasPrefix("  yuantu") {
        #expect(DisplayWidth.columns(of: line) <= width, "\(line)")
      }
    }
  }

  @Test func chineseColumnsLineUp() throws {
    let text = HelpText.render(
      try Sample.path(["mark", "embed"]), language: .simplifiedChinese, width: 80)
    let starts = ["要标记的图片", "写到哪里", "多说一些", "密钥文件", "显示本帮助"].map { help in
      let line = text.split(separator: "\n").first { $0.hasSuffix(help) } ?? ""
      return DisplayWidth.columns(of: line.dropLast(help.count))
    }
    #expect(Set(starts).count == 1)
    #expect(text.hasPrefix("用法：yuantu mark embed --key 文件 [选项] 图片 [结果]\n"))
  }

  @Test func noLineStartsWithClosingPunctuation() throws {
    for width in 40...90 {
      let text = HelpText.render(
        try Sample.path(["mark", "embed"]), language: .simplifiedChinese, width: width)
      for line in text.split(separator: "\n") {
        let first = line.first { $0 != " " }
        #expect(!"，。；、）：".contains(first ?? "x"), "\(line)")
      }
    }
  }

  @Test func aGroupListsItsCommands() throws {
    let text = HelpText.render(try Sample.path([]), language: .english)
    #expect(text.contains("Commands:\n  protect"))
    #expect(text.contains("--version"))
    #expect(text.hasPrefix("Usage: yuantu [options] COMMAND\n"))
  }
}
