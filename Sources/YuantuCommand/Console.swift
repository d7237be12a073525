import CommandLineKit
import FoundationEssentials
import Glibc
import Wording
import Yuantu

/// Where a command speaks: results on standard output, everything else on standard error.
struct Console {
  let language: Language
  let json: Bool
  let quiet: Bool
  /// Whether standard error is a terminal somebody looks at.
  let isInteractive = isatty(STDERR_FILENO) == 1

  private static let clearLine = "\r\u{1B}[K"

  /// One line of results for people; nothing when results are JSON.
  func say(_ text: LocalizedText) {
    if !json { Self.write(text.text(in: language) + "\n", to: STDOUT_FILENO) }
  }

  /// One line of results for people, already in their language.
  func say(_ line: String) {
    if !json { Self.write(line + "\n", to: STDOUT_FILENO) }
  }

  /// Lines of results for people in which foreign text stands as it is.
  func say(escaping lines: [LocalizedText]) {
    for line in lines { say(SafeText.escaped(line.text(in: language))) }
  }

  /// One line of results for programs; nothing when results are for people.
  func emit(_ value: some Encodable) {
    guard json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let data = try? encoder.encode(value) {
      Self.write(String(decoding: data, as: UTF8.self) + "\n", to: STDOUT_FILENO)
    }
  }

  /// Something went wrong: on standard error for people, and as an event for programs.
  func report(_ problem: Problem) {
    clearProgress()
    let path = problem.path.map { SafeText.escaped($0) + (language == .english ? ": " : "：") }
    warn((path ?? "") + SafeText.escaped(problem.message(in: language)))
    emit(
      ProblemEvent(
        event: "problem", path: problem.path, code: problem.code,
        message: problem.message(in: language)))
  }

  /// A line on standard error.
  func warn(_ line: String) {
    Self.write("yuantu: \(line)\n", to: STDERR_FILENO)
  }

  /// A remark on standard error that `--quiet` silences.
  func remark(_ text: LocalizedText) {
    if !quiet { Self.write(text.text(in: language) + "\n", to: STDERR_FILENO) }
  }

  /// Replaces the progress line on a terminal.
  func show(_ progress: ProgressLine) {
    guard isInteractive, !quiet else { return }
    var size = winsize()
    let columns =
      ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    Self.write(
      Self.clearLine + progress.text(in: language, width: columns - 1), to: STDERR_FILENO)
  }

  /// Takes the progress line away.
  func clearProgress() {
    if isInteractive, !quiet { Self.write(Self.clearLine, to: STDERR_FILENO) }
  }

  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

private struct ProblemEvent: Encodable {
  let event: String
  let path: String?
  let code: String
  let message: String
}
