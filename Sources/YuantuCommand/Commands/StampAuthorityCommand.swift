import CommandLineKit
import Wording
import Yuantu

/// `yuantu stamp authority`: who is asked for time stamps.
enum StampAuthorityCommand {
  static let url = Key<String>.argument(
    "url", valueName: LocalizedText("网址", "URL"),
    help: LocalizedText(
      "时间戳服务的网址（RFC 3161，http 或 https）", "the authority's URL (RFC 3161, http or https)"))
  static let anchors = Key<String>.requiredOption(
    "anchors", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "该服务的根证书（PEM），从其官网取得", "its root certificates (PEM), had from its own site"),
    content: .file)
  static let policy = Key<[String]>.repeatedOption(
    "policy", valueName: LocalizedText("策略号", "OID"),
    help: LocalizedText(
      "只接受这一策略的时间戳（默认不限）", "take only stamps of this policy (default: any)"))

  static let add = Command(
    "add", summary: LocalizedText("添加一家时间戳服务", "add a time-stamp authority"),
    discussion: LocalizedText(
      "离开本机的只有哈希。建议添加两家不同机构的服务；付费与否、是否有法律效力由服务方说明。",
      "Only a hash leaves this machine. Two authorities of different owners are advised; what they cost "
        + "and what weight they have is for them to say."),
    parameters: [url.parameter, anchors.parameter, policy.parameter],
    examples: [
      Command.Example(
        "yuantu stamp authority add http://timestamp.example/ --anchors root.pem",
        LocalizedText("添加一家服务", "add an authority"))
    ])
  static let list = Command(
    "list", summary: LocalizedText("显示已添加的时间戳服务", "show the authorities"),
    examples: [
      Command.Example("yuantu stamp authority list", LocalizedText("显示服务", "show them"))
    ])
  static let remove = Command(
    "remove",
    summary: LocalizedText(
      "不再使用某家服务（已盖的时间戳仍可校验）", "ask one no more (its stamps stay checkable)"),
    parameters: [url.parameter],
    examples: [
      Command.Example(
        "yuantu stamp authority remove http://timestamp.example/",
        LocalizedText("停用", "ask it no more"))
    ])
  static let command = Command(
    "authority", summary: LocalizedText("时间戳服务：添加、查看、停用", "authorities: add, list, remove"),
    subcommands: [add, list, remove])

  static func unknown(_ url: String) -> Problem {
    Problem(
      code: "stamp.unknownAuthority", path: url,
      text: LocalizedText(
        "没有添加过这家服务；用 yuantu stamp authority list 查看。",
        "No such authority was added; see yuantu stamp authority list."))
  }

  static func runAdd(_ session: Session) throws(Problem) -> ExitCode {
    try AuthoritySettings.add(
      session.arguments[url],
      anchors: try session.certificates(session.arguments[anchors]),
      policies: session.arguments[policy], shopIn: session.home)
    return try runList(session)
  }

  static func runRemove(_ session: Session) throws(Problem) -> ExitCode {
    guard try AuthoritySettings.remove(session.arguments[url], shopIn: session.home) else {
      throw unknown(session.arguments[url])
    }
    return try runList(session)
  }

  static func runList(_ session: Session) throws(Problem) -> ExitCode {
    let entries = try AuthoritySettings.read(shopIn: session.home).entries
    if entries.isEmpty {
      session.console.say(
        LocalizedText(
          "没有设置时间戳服务：记录只有本机时钟的时间。",
          "No authority is configured: records have this machine's time only."))
    }
    for entry in entries {
      session.console.say(
        entry.isAsked
          ? LocalizedText("\(entry.url)", "\(entry.url)")
          : LocalizedText("\(entry.url)（仅用于校验）", "\(entry.url) (for checking only)"))
      session.console.emit(
        AuthorityEvent(
          event: "authority", url: entry.url, asked: entry.isAsked, policies: entry.policies))
    }
    return .done
  }
}

private struct AuthorityEvent: Encodable {
  let event: String
  let url: String
  let asked: Bool
  let policies: [String]
}
