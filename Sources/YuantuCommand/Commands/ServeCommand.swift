import CommandLineKit
import HTTPKit
import Trust
import WebApp
import Wording
import Yuantu

/// `yuantu serve`: the whole product in a browser.
enum ServeCommand {
  private static let usualPort = 8787
  private static let leastPassCode = 8

  static let port = Key<Int>.option(
    "port", valueName: LocalizedText("端口", "PORT"),
    help: LocalizedText("监听的端口（0 为任意空闲端口）", "the port to listen at (0: any that is free)"),
    default: usualPort)
  static let network = Key<Bool>.flag(
    "lan",
    help: LocalizedText(
      "也供同一网络的其他电脑使用（加密连接，凭访问码）",
      "serve other machines of the same network too (encrypted, with a pass code)"))
  static let passCodeFile = Key<String?>.option(
    "pass-code-file", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "访问码在此文件的第一行（至少 8 个字符；不给则每次启动生成一个）",
      "the pass code is the first line of this file (at least 8 characters; else one is made at every start)"
    ),
    content: .file)
  static let noBrowser = Key<Bool>.flag(
    "no-browser", help: LocalizedText("不打开浏览器", "do not open a browser"))

  static let command = Command(
    "serve",
    summary: LocalizedText("在浏览器中使用（本机网页）", "the whole product in a browser"),
    discussion: LocalizedText(
      "在本机提供网页：登记原图、保护、检验、案件、核对材料包。只听本机地址，凭启动时给出的链接进入；页面不引用任何外部资源。"
        + "上传的文件保存在店铺文件夹中。用 Ctrl-C 结束；未完成的工作下次启动时继续。",
      "Serves pages on this machine: originals, protect, check, cases, review. Listens to this machine alone, "
        + "entered by the link given at the start; pages refer to nothing outside. What is uploaded is kept "
        + "in the shop's folder. Ends with Ctrl-C; unfinished work goes on at the next start."),
    parameters: [
      port.parameter, network.parameter, passCodeFile.parameter, noBrowser.parameter,
      PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example("yuantu serve", LocalizedText("在本机使用", "on this machine")),
      Command.Example(
        "yuantu serve --lan --port 8443",
        LocalizedText("供局域网内的电脑使用", "for the machines of the office")),
    ])

  static func run(_ session: Session) async throws(Problem) -> ExitCode {
    let arguments = session.arguments
    guard (0...65_535).contains(arguments[port]) else {
      throw Problem(
        code: "usage.port",
        text: LocalizedText("--port 须为 0 到 65535。", "--port is 0 to 65535."))
    }
    let passCode = arguments[network] ? try passCode(session) : nil
    let access = try ServerAccess(
      home: session.home, isOnNetwork: arguments[network], port: arguments[port],
      surroundings: session.surroundings)
    let relay = HandlerRelay()
    let server: Server
    do throws(HTTPError) { server = try Server(access.configuration, handler: relay) } catch {
      throw ServerAccess.problem(error, port: arguments[port])
    }
    defer { server.stop() }
    let app = try WebApp(
      WebApp.Configuration(
        home: session.home, catalogue: try session.catalogue(), shop: try openedShop(session),
        hosts: access.hosts, port: server.port,
        passCode: passCode, limits: PictureOptions.limits(session), jobs: session.jobs,
        language: session.console.language,
        showFolder: passCode == nil ? Screen.folders : nil), surroundings: session.surroundings)
    relay.handle(with: app)
    tell(session, access, server.port, app, passCode)
    await Interruption.awaited()
    session.console.remark(LocalizedText("正在结束。", "Ending."))
    return .done
  }

  /// The shop, when it can be opened without asking; else the browser asks.
  private static func openedShop(_ session: Session) throws(Problem) -> Shop? {
    guard Shop.isPresent(in: session.home) else { return nil }
    guard try Shop.summary(of: session.home).hasPassphrase else { return try session.openShop() }
    return try session.passphrases.given() == nil ? nil : try session.openShop()
  }

  private static func passCode(_ session: Session) throws(Problem) -> String {
    guard let file = session.arguments[passCodeFile] else {
      do {
        let digits = try session.surroundings.random.bytes(10).map { String($0 % 10) }
        return digits.joined()
      } catch { throw Problem(any: error, path: nil) }
    }
    let code = try FirstLine.of(file)
    guard code.count >= leastPassCode else {
      throw Problem(
        code: "usage.passCode", path: file,
        text: LocalizedText(
          "访问码至少要 \(leastPassCode) 个字符。",
          "A pass code has at least \(leastPassCode) characters."))
    }
    return code
  }

  private static func tell(
    _ session: Session, _ access: ServerAccess, _ port: Int, _ app: WebApp, _ passCode: String?
  ) {
    let console = session.console
    guard let passCode else {
      let address = "http://127.0.0.1:\(port)\(app.startPath)"
      console.say(
        LocalizedText("请在浏览器中打开：\(address)", "Open in a browser: \(address)"))
      console.emit(ServingEvent(address: address, passCode: nil))
      if !session.arguments[noBrowser], Screen.isThere,
        let page = try? StartPage.write(address, in: "\(session.home)/web")
      {
        Screen.show(page)
      }
      return
    }
    for host in access.networkHosts {
      let address = "https://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
      console.say(LocalizedText("局域网地址：\(address)", "In the network: \(address)"))
      console.emit(ServingEvent(address: address, passCode: passCode))
    }
    console.say(LocalizedText("访问码：\(passCode)", "Pass code: \(passCode)"))
    console.say(
      LocalizedText(
        "证书由本机签发，浏览器第一次会警告；请核对指纹：\(access.fingerprint)",
        "This machine made the certificate itself and browsers warn at first; compare the fingerprint: \(access.fingerprint)"
      ))
  }
}

private struct ServingEvent: Encodable {
  let event = "serving"
  let address: String
  let passCode: String?
}
