import CommandLineKit
import Testing
import Wording

@Suite struct TerminalTests {
  @Test(arguments: [
    ("abc", 3), ("图片", 4), ("图a", 3), ("。，", 4), ("e\u{301}", 1), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2),
    ("한글", 4), ("ｱ", 1), ("ア", 2), ("“x”", 3), ("…", 1), ("☎️", 2), ("\u{200B}", 0),
  ])
  func displayWidthCountsColumns(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  /// Python's tables are made from the Unicode data files.
  @Test func widthsAgreeWithTheUnicodeTables() throws {
    let script = """
      import unicodedata as u
      skip = ('Cn', 'Cs', 'Co', 'Cc', 'Cf', 'Mn', 'Me')
      for c in range(0x20, 0x40000):
          if u.category(chr(c)) not in skip:
              print(c, 2 if u.east_asian_width(chr(c)) in 'WF' else 1)
      """
    let (status, output) = try Shell.run("/usr/bin/python3", ["-c", script])
    #expect(status == 0)
    let rows = output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.count > 100_000)
    // Characters that Unicode 16 made wide, after this Python.
    let widenedLater: Set<UInt32> = Set(0x2630...0x2637).union(0x268A...0x268F)
      .union(0x4DC0...0x4DFF).union(0x1D300...0x1D376)
    let wrong = rows.compactMap { row -> String? in
      guard let value = UInt32(row[0]), let scalar = Unicode.Scalar(value),
        !widenedLater.contains(value)
      else { return nil }
      return DisplayWidth.columns(of: scalar) == Int(row[1]) ? nil : String(value, radix: 16)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(20))")
  }

  @Test func truncationNeverExceedsTheWidth() {
    #expect(DisplayWidth.truncated("图片文件", to: 5) == "图片…")
    #expect(DisplayWidth.truncated("图片文件", to: 4) == "图…")
    #expect(DisplayWidth.truncated("图片", to: 4) == "图片")
    #expect(DisplayWidth.truncated("abc", to: 0) == "")
  }

  @Test(arguments: [
    ("主图.jpg", "主图.jpg"), ("a\nb", "a\\nb"), ("\u{1B}]0;x\u{7}", "\\u{1B}]0;x\\u{7}"),
    ("a\\nb", "a\\\\nb"), ("gpj\u{202E}exe", "gpj\\u{202E}exe"), ("\u{9B}2J", "\\u{9B}2J"),
    ("a\u{2028}b", "a\\u{2028}b"), ("\u{7F}", "\\u{7F}"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("\u{FEFF}", "\\u{FEFF}"),
    ("\t\r", "\\t\\r"),
  ])
  func dangerousCharactersBecomeVisible(_ raw: String, _ shown: String) {
    #expect(SafeText.escaped(raw) == shown)
  }

  @Test func progressLineSaysEverythingInAWideTerminal() {
    let line = ProgressLine(
      activity: LocalizedText("保护", "protecting"), done: 25, total: 100, failed: 2, rate: 2.5)
    #expect(
      line.text(in: .english, width: 80)
        == "protecting  [#######.......................]  25/100  2 failed  2.5/s  0:30 left")
    #expect(
      line.text(in: .simplifiedChinese, width: 100).hasSuffix("25/100  失败 2  2.5 张/秒  剩余 0:30"))
  }

  @Test func progressLineFitsEveryWidth() {
    for width in 0...120 {
      for (done, rate) in [(0, nil), (5, 0.01), (99_999, 1e8), (100_000, 12.0)] as [(Int, Double?)]
      {
        let line = ProgressLine(
          activity: LocalizedText("正在保护", "protecting"), done: done, total: 100_000, failed: 3,
          rate: rate)
        for language in Language.allCases {
          #expect(DisplayWidth.columns(of: line.text(in: language, width: width)) <= width)
        }
      }
    }
  }

  @Test func strangeNumbersDoNotTrap() {
    for (done, total, rate) in [
      (Int.max, 1, 1.0), (0, Int.max, 1e-300), (-5, 0, .infinity), (1, 2, .nan), (3, 2, -1),
    ] {
      let line = ProgressLine(
        activity: LocalizedText("x", "x"), done: done, total: total, rate: rate)
      #expect(!line.text(in: .english, width: 80).isEmpty)
    }
  }

  @Test func rateIsSmoothedAndSurvivesAStall() {
    var rate = SmoothedRate(memory: 10)
    #expect(rate.perSecond == nil)
    rate.observe(done: 0, elapsed: 1)
    #expect(rate.perSecond == nil)
    for second in 2...60 { rate.observe(done: 4 * second, elapsed: Double(second)) }
    #expect(abs((rate.perSecond ?? 0) - 4) < 0.1)
    rate.observe(done: 240, elapsed: 61)
    #expect((3.5...3.9).contains(rate.perSecond ?? 0))
    rate.observe(done: 200, elapsed: 62)
    rate.observe(done: 300, elapsed: 61)
    #expect((3.5...3.9).contains(rate.perSecond ?? 0))
  }
}
