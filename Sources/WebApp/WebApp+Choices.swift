import Cases
import HTTPKit
import Wording
import Yuantu

extension WebApp {
  /// Takes the choices for a protect run, and begins the step.
  func protect(
    _ request: Request, _ visit: Visit, _ job: Job, _ step: Job.Step
  ) throws(Problem) -> Response {
    guard job.state == .waiting, job.step != .receiving, let shop = vault.shop else {
      return Self.redirect("/protect/\(job.id)")
    }
    do throws(Problem) {
      var choices = Choices()
      choices.platforms = request.form.all("platform")
      choices.keepsWhite = request.form["keepsWhite"] != nil
      choices.template = request.form["template"] ?? ""
      let text = request.form["text"] ?? ""
      if !text.isEmpty { choices.template = try newTemplate(text, shop) }
      try store.update(job.id) { $0.choices = choices }
      try runner.enqueue(job.id, step: step)
    } catch { return try protectPage(visit, job, problem: error) }
    return Self.redirect("/protect/\(job.id)")
  }

  /// Saves a template with the usual measures for a text, under a name made from it.
  private func newTemplate(_ text: String, _ shop: Shop) throws(Problem) -> String {
    var design = MarkTemplate.Design()
    design.text = text
    let name = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : "-"
        })
    )
    try shop.save(
      MarkTemplate(name: name, design: design, artwork: nil), at: surroundings.now())
    return name
  }

  /// Takes what was said about a case, and makes its packages.
  func buildCase(
    _ request: Request, _ visit: Visit, _ job: Job
  ) throws(Problem) -> Response {
    guard job.state != .working, job.step != .receiving else {
      return Self.redirect("/cases/\(job.id)")
    }
    let form = request.form
    var choices = Choices()
    choices.casePlatform = form["platform"] ?? ""
    choices.isAppeal = form["kind"] == "appeal"
    choices.positions = form.all("position").map { String($0.prefix(100)) }
    while choices.positions.last?.isEmpty ?? false { choices.positions.removeLast() }
    choices.goodsLink = String((form["link"] ?? "").prefix(500))
    choices.reference = String((form["reference"] ?? "").prefix(100))
    choices.confirmed = form.all("confirm")
    // The browser's zone, when its script says it; else this machine's.
    let notice =
      (form["notice"] ?? "") + (form["notice"].map { $0.isEmpty } ?? true ? "" : form["zone"] ?? "")
    choices.noticeAt = NoticeTime.unixMilliseconds(notice)
    try store.update(job.id) { $0.choices = choices }
    guard notice.isEmpty || choices.noticeAt != nil else {
      return try casePage(visit, job, problem: WebProblem.badTime)
    }
    try runner.enqueue(job.id, step: .run)
    return Self.redirect("/cases/\(job.id)")
  }
}
