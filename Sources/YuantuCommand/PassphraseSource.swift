import CommandLineKit
import Glibc
import Trust
import Wording
import Yuantu

/// Where a passphrase comes from: a file, the environment, or the person at the terminal.
struct PassphraseSource {
  static let environmentName = "YUANTU_PASSPHRASE"

  let file: String?
  let language: Language

  /// The passphrase of an existing shop.
  func existing() throws(Problem) -> Passphrase {
    if let given = try given() { return given }
    return try checked(try ask(LocalizedText("店铺口令：", "Passphrase of the shop: ")))
  }

  /// A passphrase for a new shop: asked for twice on a terminal.
  func new() throws(Problem) -> Passphrase {
    if let given = try given() { return given }
    let first = try ask(
      LocalizedText("请设置店铺口令（至少 8 个字符）：", "Choose a passphrase (at least 8 characters): "))
    let second = try ask(LocalizedText("请再输入一次：", "Once more: "))
    guard first == second else {
      throw Problem(
        code: "passphrase.differs",
        text: LocalizedText("两次输入的口令不同，什么都没有写入。", "The two differ; nothing was written."))
    }
    return try checked(first)
  }

  /// What the file or the environment says, or nil.
  func given() throws(Problem) -> Passphrase? {
    if let file {
      return try checked(try FirstLine.of(file))
    }
    guard let value = getenv(Self.environmentName) else { return nil }
    return try checked(String(cString: value))
  }

  private func checked(_ text: String) throws(Problem) -> Passphrase {
    guard let passphrase = Passphrase(text) else {
      throw Problem(
        code: "passphrase.unusable",
        text: LocalizedText(
          "口令为空或超过 \(Passphrase.mostBytes) 字节。",
          "The passphrase is empty or longer than \(Passphrase.mostBytes) bytes."))
    }
    return passphrase
  }

  private func ask(_ prompt: LocalizedText) throws(Problem) -> String {
    // Without a controlling terminal, as below some supervisors, standard input may still be one.
    var terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    if terminal < 0, isatty(STDIN_FILENO) == 1 { terminal = dup(STDIN_FILENO) }
    guard terminal >= 0 else {
      throw Problem(
        code: "passphrase.needed",
        text: LocalizedText(
          "需要店铺口令：请用 --passphrase-file 或环境变量 \(Self.environmentName) 提供。",
          "The shop's passphrase is needed: give it with --passphrase-file or in "
            + "\(Self.environmentName)."))
    }
    defer { close(terminal) }
    var settings = termios()
    let restores = tcgetattr(terminal, &settings) == 0
    if restores {
      var silent = settings
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(terminal, TCSAFLUSH, &silent)
    }
    defer {
      if restores { tcsetattr(terminal, TCSAFLUSH, &settings) }
      Console.write("\n", to: terminal)
    }
    Console.write(prompt.text(in: language), to: terminal)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n"), line.count < 1024 {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }
}
