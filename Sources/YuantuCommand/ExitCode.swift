import CommandLineKit
import Wording

/// How the program ends; stable, for scripts.
enum ExitCode: Int32, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  case noMatch = 3
  case partlyDone = 4

  var status: Command.ExitStatus {
    Command.ExitStatus(Int(rawValue), meaning)
  }

  private var meaning: LocalizedText {
    switch self {
    case .done: LocalizedText("完成，或检出匹配、校验有效", "done, or match found, or valid")
    case .failed: LocalizedText("未能完成", "the work failed")
    case .usage: LocalizedText("命令用法有误", "wrong usage")
    case .noMatch:
      LocalizedText("已检验，无匹配或校验无效", "examined: no match, or not valid")
    case .partlyDone:
      LocalizedText("部分完成（失败的文件均已列出）", "partly done (the files that failed are named)")
    }
  }
}
