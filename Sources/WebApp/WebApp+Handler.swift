public import HTTPKit
import Trust
import Wording
import Yuantu

extension WebApp: Handler {
  static let cookieName = "yuantu_session"
  private static let languageCookie = "yuantu_language"
  private static let mostFormBytes = 256 << 10

  /// Judges a request before anything of its body is read.
  public func plan(_ head: RequestHead) -> BodyPlan {
    let plan = judged(head)
    if case .refuse(let response) = plan { return .refuse(secured(response)) }
    return plan
  }

  private func judged(_ head: RequestHead) -> BodyPlan {
    guard policy.isOwn(host: head.header("host")) else {
      return .refuse(page(of: visit(head), WebProblem.refused, status: 403))
    }
    switch head.method {
    case "GET": return .none
    case "POST", "PUT":
      let mayChange = policy.mayChange(
        origin: head.header("origin"), fetchSite: head.header("sec-fetch-site"))
      guard mayChange else {
        return .refuse(page(of: visit(head), WebProblem.refused, status: 403))
      }
      if head.method == "PUT" { return uploadPlan(head) }
      let type = head.header("content-type")?.split(separator: ";").first.map(String.init)
      guard type == nil || type == "application/x-www-form-urlencoded" else {
        return .refuse(page(of: visit(head), WebProblem.malformed, status: 415))
      }
      return .memory(atMost: Self.mostFormBytes)
    default: return .refuse(page(of: visit(head), WebProblem.notFound, status: 405))
    }
  }

  /// Answers a request.
  public func respond(to request: Request) async -> Response { secured(await answer(request)) }

  private func secured(_ response: Response) -> Response {
    var response = response
    response.headers += [
      (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
          + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    return response
  }

  private func answer(_ request: Request) async -> Response {
    let visit = visit(request.head)
    do throws(Problem) {
      if let open = try openly(request, visit) { return open }
      guard isSignedIn(request.head) else {
        return configuration.passCode == nil
          ? EntryPages.startLink(visit) : EntryPages.passCode(visit)
      }
      if request.head.method != "GET" {
        let token = request.head.header("x-yuantu-token") ?? request.form["token"] ?? ""
        guard key.matches(token, visit.formToken) else { throw WebProblem.refused }
      }
      if isFromScript(request.head), request.head.path.first != Job.Kind.review.place,
        vault.shop == nil
      {
        throw WebProblem.locked
      }
      return try await route(request, visit)
    } catch {
      discard(request)
      return page(of: visit, error, status: Self.status(of: error))
    }
  }

  /// What needs no session.
  private func openly(_ request: Request, _ visit: Visit) throws(Problem) -> Response? {
    let head = request.head
    switch (head.method, head.path.first, head.path.count) {
    case ("GET", "assets", 2):
      return Assets.response(head.path[1]) ?? page(of: visit, WebProblem.notFound, status: 404)
    case ("GET", "language", 1): return language(head)
    case ("GET", "enter", 1):
      guard configuration.passCode == nil else { return nil }
      guard key.matches(head.query["start"] ?? "", key.startToken) else {
        return EntryPages.startLink(visit)
      }
      return try signedIn(visit)
    case ("POST", "pass-code", 1):
      guard let code = configuration.passCode else { return nil }
      guard guesses.allows(head.peer, now: surroundings.now()) else {
        return EntryPages.passCode(visit, problem: WebProblem.tooManyAttempts)
      }
      guard key.matches(request.form["code"] ?? "", code) else {
        return EntryPages.passCode(visit, problem: WebProblem.wrongPassCode)
      }
      return try signedIn(visit)
    default: return nil
    }
  }

  /// A new session. Not a redirection: the cookie is for this app's own pages, and a browser that was sent here from
  /// elsewhere would not show it at once.
  private func signedIn(_ visit: Visit) throws(Problem) -> Response {
    do {
      let cookie = try key.session(random: surroundings.random)
      var response = EntryPages.entered(visit)
      response.headers.append(
        ("Set-Cookie", cookieField(Self.cookieName, cookie, isKept: configuration.passCode == nil)))
      return response
    } catch { throw Problem(any: error, path: nil) }
  }

  private func cookieField(_ name: String, _ value: String, isKept: Bool) -> String {
    "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict"
      + (isKept ? "; Max-Age=31536000" : "") + (configuration.passCode == nil ? "" : "; Secure")
  }

  /// Ends the session of this browser and locks the shop.
  func left() -> Response {
    vault.close()
    var response = Self.redirect("/")
    response.headers.append(
      ("Set-Cookie", "\(Self.cookieName)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"))
    return response
  }

  private func isSignedIn(_ head: RequestHead) -> Bool {
    head.cookie(Self.cookieName).map(key.isSession) ?? false
  }

  /// Switches the language and goes back to a page of this app.
  private func language(_ head: RequestHead) -> Response {
    let wanted = Language(rawValue: head.query["to"] ?? "") ?? configuration.language
    let back = head.query["back"] ?? "/"
    let isOwn =
      back.hasPrefix("/") && !back.hasPrefix("//")
      && back.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
    var response = Self.redirect(isOwn ? back : "/")
    response.headers.append(
      (
        "Set-Cookie", cookieField(Self.languageCookie, wanted.rawValue, isKept: true)
      ))
    return response
  }

  func visit(_ head: RequestHead) -> Visit {
    let asked = head.cookie(Self.languageCookie).flatMap(Language.init(rawValue:))
    let accepted = head.header("accept-language")?.lowercased()
    let preferred: Language? =
      accepted.map {
        $0.hasPrefix("zh")
          ? .simplifiedChinese : $0.hasPrefix("en") ? .english : configuration.language
      }
    let cookie = isSignedIn(head) ? head.cookie(Self.cookieName) : nil
    return Visit(
      head: head, say: Words(language: asked ?? preferred ?? configuration.language),
      formToken: cookie.map(key.formToken) ?? "", shopName: cookie == nil ? nil : vault.shop?.name)
  }

  /// Whether the pages' script asks, which wants no page.
  func isFromScript(_ head: RequestHead) -> Bool {
    head.method == "PUT" || head.header("x-yuantu-token") != nil || head.path.last == "events"
  }

  func page(of visit: Visit, _ problem: Problem, status: Int) -> Response {
    if isFromScript(visit.head) {
      return Self.json(["problem": problem.message(in: visit.say.language)], status: status)
    }
    return PageFrame.page(
      visit, visit.say("没有完成", "Not done"), status: status,
      """
      \(Pieces.problem(problem, visit.say))<p><a href="/">\(visit.say("回到首页", "Back to the start"))</a></p>
      """)
  }

  private static func status(of problem: Problem) -> Int {
    switch problem.code {
    case WebProblem.notFound.code: 404
    case WebProblem.refused.code: 403
    case WebProblem.malformed.code: 400
    case "web.tooManyFiles", "web.tooLarge": 413
    case WebProblem.locked.code: 423
    case WebProblem.diskFull.code: 507
    case WebProblem.noFiles.code: 409
    default: 500
    }
  }

  /// Whether an upload may come in, and where to.
  private func uploadPlan(_ head: RequestHead) -> BodyPlan {
    func refuse(_ problem: Problem) -> BodyPlan {
      .refuse(page(of: visit(head), problem, status: Self.status(of: problem)))
    }
    guard isSignedIn(head), key.matches(head.header("x-yuantu-token") ?? "", visit(head).formToken)
    else {
      return refuse(WebProblem.refused)
    }
    guard head.path.first == Job.Kind.review.place || vault.shop != nil else {
      return refuse(WebProblem.locked)
    }
    guard let job = uploadJob(head.path) else { return refuse(WebProblem.notFound) }
    let mostFiles = UploadLimits.mostFiles(of: job.kind)
    guard job.files < mostFiles else { return refuse(WebProblem.tooManyFiles(mostFiles)) }
    let most = UploadLimits.mostBytes(of: job.kind)
    if let length = head.contentLength, length > most { return refuse(WebProblem.tooLarge(most)) }
    guard UploadLimits.hasRoom(in: store.folders.home, for: head.contentLength ?? most) else {
      return refuse(WebProblem.diskFull)
    }
    guard let random = try? surroundings.random.bytes(16) else {
      return refuse(WebProblem.malformed)
    }
    return .spool(
      to: "\(store.folders.incoming)/\(Hexadecimal.text(random))", atMost: most)
  }

  static func redirect(_ path: String) -> Response {
    Response(status: 303, headers: [("Location", path), ("Cache-Control", "no-store")])
  }

  static func json(_ fields: [String: String], status: Int = 200) -> Response {
    Response(
      status: status,
      headers: [
        ("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store"),
      ],
      body: .bytes(JSONText.object(fields)))
  }
}
