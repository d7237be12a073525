import CommandLineKit
import Glibc
import Wording
import Yuantu

/// `yuantu completions` and `yuantu man`: what follows from the description of the command line.
enum CompletionsCommand {
  enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish
  }

  static let shell = Key<Shell>.argument(
    "shell", valueName: LocalizedText("外壳", "SHELL"),
    help: LocalizedText("为哪种命令行外壳", "for which shell"))

  static let command = Command(
    "completions",
    summary: LocalizedText("输出命令行补全脚本", "print a shell's completion script"),
    discussion: LocalizedText(
      "补全脚本由命令的定义生成，说明文字用 --language 的语言。",
      "The script follows from the definition of the commands; its explanations are in the language of "
        + "--language."),
    parameters: [shell.parameter],
    examples: [
      Command.Example(
        "yuantu completions bash > ~/.local/share/bash-completion/completions/yuantu",
        LocalizedText("bash（需 bash-completion）", "bash (with bash-completion)")),
      Command.Example(
        "yuantu completions zsh > /usr/local/share/zsh/site-functions/_yuantu",
        LocalizedText("zsh", "zsh")),
      Command.Example(
        "yuantu completions fish > ~/.config/fish/completions/yuantu.fish",
        LocalizedText("fish", "fish")),
    ])

  static let manualCommand = Command(
    "man",
    summary: LocalizedText("输出手册页（man）", "print the manual page"),
    discussion: LocalizedText(
      "一页包含所有命令、选项、退出状态和示例，由命令的定义生成。",
      "One page with every command, option, exit status and example, made from the definition of the "
        + "commands."),
    examples: [
      Command.Example(
        "yuantu man --language en > /usr/local/share/man/man1/yuantu.1",
        LocalizedText("安装英文手册", "install the English page")),
      Command.Example("yuantu man | man -l -", LocalizedText("直接阅读", "read it at once")),
    ])

  static func run(_ session: Session) -> ExitCode {
    let language = session.console.language
    let script =
      switch session.arguments[shell] {
      case .bash: Completions.bash(RootCommand.command)
      case .zsh: Completions.zsh(RootCommand.command, language: language)
      case .fish: Completions.fish(RootCommand.command, language: language)
      }
    Console.write(script, to: STDOUT_FILENO)
    return .done
  }

  static func runManual(_ session: Session) -> ExitCode {
    let page = ManualPage.render(
      RootCommand.command, language: session.console.language, version: Version.number,
      date: Version.date)
    Console.write(page, to: STDOUT_FILENO)
    return .done
  }
}
