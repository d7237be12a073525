import CommandLineKit
import Foundation
import Testing
import Wording

@Suite struct ManualPageTests {
  func page(_ language: Language) -> String {
    ManualPage.render(Sample.command, language: language, version: "1.0", date: "2026-11-23")
  }

  /// The page as man shows it, with its warnings.
  func shown(_ language: Language) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("yuantu-\(UUID().uuidString).1")
    try page(language).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let (status, output) = try Shell.run(
      "man", ["--warnings", "-E", "UTF-8", "-l", "-Tutf8", file.path],
      environment: ["MANWIDTH": "80", "MAN_KEEP_FORMATTING": "", "GROFF_NO_SGR": "1"])
    #expect(status == 0)
    // Bold is a character, a backspace and the character again.
    return output.replacing(#/.\x{8}/#, with: "")
  }

  @Test(.enabled(if: Shell.has("man") && Shell.has("groff")), arguments: Language.allCases)
  func manShowsThePageWithoutWarnings(_ language: Language) throws {
    let text = try shown(language)
    #expect(!text.contains("warning"), "\(text)")
    #expect(!text.contains("error"), "\(text)")
    for command in ["yuantu protect", "yuantu mark embed", "yuantu mark resize"] {
      #expect(text.contains(command))
    }
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.columns(of: line) <= 80, "\(line)")
    }
  }

  @Test(.enabled(if: Shell.has("man") && Shell.has("groff")))
  func textThatLooksLikeRoffIsShownAsItIs() throws {
    let text = try shown(.english)
    #expect(text.contains(".dot 'quote' \\back -1"))
    #expect(text.contains("-s, --strength S"))
    #expect(text.contains("it's"))
  }

  @Test func sectionsFollowTheManualsOrder() {
    let headings = page(.english).split(separator: "\n").filter { $0.hasPrefix(".SH") }
    #expect(
      headings == [
        ".SH \"NAME\"", ".SH \"SYNOPSIS\"", ".SH \"DESCRIPTION\"", ".SH \"OPTIONS\"",
        ".SH \"COMMANDS\"", ".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\"",
      ])
  }
}
