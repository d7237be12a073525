import CAllocator
import CProcess
import CommandLineKit
import Glibc
import Wording
import Yuantu

@main
enum Main {
  static func main() async {
    // A reader that goes away (`| head`) is not an error worth dying of.
    signal(SIGPIPE, SIG_IGN)
    // Keys and passphrases are in memory: no crash writes them to a disk.
    _ = yp_forbid_inspection()
    // Every picture asks for the same few large planes: given back to the system in between, their
    // pages would cost a sixth of the time.
    mallopt(M_MMAP_THRESHOLD, 1 << 28)
    mallopt(M_TRIM_THRESHOLD, 1 << 28)
    exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ words: [String]) async -> ExitCode {
    let language = language(for: words)
    do throws(UsageError) {
      switch try Invocation(parsing: words, for: RootCommand.command) {
      case .version:
        Console.write("yuantu \(Version.number)\n", to: STDOUT_FILENO)
        return .done
      case .help(let path):
        Console.write(HelpText.render(path, language: language), to: STDOUT_FILENO)
        return .done
      case .run(let path, let arguments):
        return await run(path, arguments, language)
      }
    } catch {
      let hint = LocalizedText(
        "用法见：\((["yuantu"] + error.command.dropFirst()).joined(separator: " ")) --help",
        "see: \((["yuantu"] + error.command.dropFirst()).joined(separator: " ")) --help")
      Console.write(
        "yuantu: \(error.message.text(in: language))\n\(hint.text(in: language))\n",
        to: STDERR_FILENO)
      return .usage
    }
  }

  private static func run(
    _ path: CommandPath, _ arguments: Arguments, _ language: Language
  ) async -> ExitCode {
    let console = Console(
      language: language, json: arguments[CommonOptions.json],
      quiet: arguments[CommonOptions.quiet])
    do throws(Problem) {
      return try await RootCommand.run(
        path.subcommandNames,
        Session(arguments: arguments, console: console, surroundings: .system))
    } catch {
      console.report(error)
      return error.code.hasPrefix("usage.") ? .usage : .failed
    }
  }

  /// The language is needed before the words are parsed, to complain in.
  private static func language(for words: [String]) -> Language {
    if let wanted = CommonOptions.language.peek(in: words) ?? nil { return wanted }
    var environment: [String: String] = [:]
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return Language(environment: environment)
  }
}
