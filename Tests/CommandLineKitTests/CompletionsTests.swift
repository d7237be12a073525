import CommandLineKit
import Testing
import Wording

@Suite struct CompletionsTests {
  /// What bash offers after the words of `line`, the last of which is being typed.
  func bashOffers(_ words: [String]) throws -> [String] {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script =
      Completions.bash(Sample.command)
        + """
        compopt() { :; }
        COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
        _yuantu
        printf '%s\\n' "${COMPREPLY[@]}"
        """
    let (status, output) = try Shell.run("bash", ["--norc"], input: script)
    #expect(status == 0)
    return output.split(separator: "\n").map(String.init)
  }

  @Test func bashScriptParses() throws {
    let (status, output) = try Shell.run("bash", ["-n"], input: Completions.bash(Sample.command))
    #expect(status == 0, "\(output)")
    #expect(output == "")
  }

  @Test func bashOffersWhatFits() throws {
    #expect(try bashOffers(["yuantu", ""]) == ["protect", "mark"])
    #expect(try bashOffers(["yuantu", "--home", "mark", "m"]) == ["mark"])
    #expect(try bashOffers(["yuantu", "mark", ""]) == ["embed", "resize"])
    #expect(try bashOffers(["yuantu", "mark", "embed", "--str"]) == ["--strength"])
    #expect(
      try bashOffers(["yuantu", "mark", "--json", "embed", "-f", ""]) == ["jpeg", "png", "webp"])
    #expect(try bashOffers(["yuantu", "mark", "embed", "--format", "=", "w"]) == ["webp"])
    #expect(try bashOffers(["yuantu", "mark", "embed", "--home", "/us"]) == ["/usr"])
    #expect(try bashOffers(["yuantu", "protect", "/etc/passw"]).contains("/etc/passwd"))
    #expect(try bashOffers(["yuantu", "protect", "-p", ""]) == [])
  }

  @Test(.enabled(if: Shell.has("fish"))) func fishOffersWhatFits() throws {
    for language in Language.allCases {
      let script = Completions.fish(Sample.command, language: language)
      let check = try Shell.run("fish", ["--no-config", "-n"], input: script)
      #expect(check.status == 0, "\(check.output)")
      for (line, expected) in [
        ("yuantu ", ["mark", "protect"]), ("yuantu --home x mark ", ["embed", "resize"]),
        ("yuantu mark embed -f ", ["jpeg", "png", "webp"]),
        ("yuantu mark embed --str", ["--strength"]), ("yuantu mark --vers", []),
        ("yuantu protect /etc/passwd", ["/etc/passwd"]),
      ] {
        let (_, output) = try Shell.run(
          "fish", ["--no-config"], input: script + "complete -C '\(line)'\n")
        let offers = output.split(separator: "\n").map { String($0.split(separator: "\t")[0]) }
        // Files with longer names are the machine's business.
        let own = offers.filter { !$0.hasPrefix("/") || expected.contains($0) }
        #expect(own.sorted() == expected, "\(line)")
      }
    }
  }

  @Test(.enabled(if: Shell.has("zsh"))) func zshScriptParsesAndLoads() throws {
    for language in Language.allCases {
      let script = Completions.zsh(Sample.command, language: language)
      let (status, output) = try Shell.run("zsh", ["-f", "-n"], input: script)
      #expect(status == 0 && output == "", "\(output)")
      let loaded = try Shell.run(
        "zsh", ["-f"],
        input: "autoload -U compinit; compinit -D\n" + script + "print ${_comps[yuantu]}\n")
      #expect(loaded.output == "_yuantu\n")
    }
  }
}
