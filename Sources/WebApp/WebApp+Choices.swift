import Cases
import Glibc
import HTTPKit
import Wording
import Yuantu

extension WebApp {
  /// Takes the choices for a protect run, and begins the step.
  func protect(
    _ request: Request, _ visit: Visit, _ job: Job, _ step: Job.Step
  ) throws(Problem) -> Response {
    guard job.state != .working, job.step != .receiving, let shop = vault.shop else {
      return Self.redirect("/protect/\(job.id)")
    }
    do throws(Problem) {
      var choices = Choices()
      choices.platforms = request.form.all("platform")
      choices.keepsWhite = request.form["keepsWhite"] != nil
      choices.template = request.form["template"] ?? ""
      let text = request.form["text"] ?? ""
      if !text.isEmpty { choices.template = try newTemplate(text, shop) }
      store.update(job.id) { $0.choices = choices }
      runner.enqueue(job.id, step: step) { $0.state != .working }
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
    let known = try shop.templates()
    var (free, number) = (name, 1)
    // A template of the same name and another design is somebody's work.
    while let other = known.first(where: { $0.name == free }), other.design != design {
      number += 1
      free = "\(name)-\(number)"
    }
    try shop.save(
      MarkTemplate(name: free, design: design, artwork: nil), at: surroundings.now())
    return free
  }

  /// Takes an uploaded file out of a case.
  func takeOut(_ request: Request, _ job: Job) throws(Problem) -> Response {
    guard job.state != .working,
      let part = request.form["part"].flatMap(UploadPart.init(rawValue:)),
      let number = request.form["number"].flatMap({ Int($0) })
    else { throw WebProblem.malformed }
    let names = uploads(job, part)
    guard names.indices.contains(number) else { throw WebProblem.notFound }
    unlink("\(store.folders.papers(job, part))/\(names[number])")
    store.update(job.id) { job in
      guard part == .main else { return }
      job.files = max(0, job.files - 1)
      if job.choices.positions.indices.contains(number) { job.choices.positions.remove(at: number) }
    }
    return Self.redirect("/cases/\(job.id)")
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
    choices.goodsLink = String((form["link"] ?? "").prefix(500))
    choices.reference = String((form["reference"] ?? "").prefix(100))
    choices.confirmed = form.all("confirm")
    // The browser's zone, when its script says it; else this machine's.
    let notice =
      (form["notice"] ?? "") + (form["notice"].map { $0.isEmpty } ?? true ? "" : form["zone"] ?? "")
    choices.noticeAt = NoticeTime.unixMilliseconds(notice)
    store.update(job.id) { $0.choices = choices }
    guard notice.isEmpty || choices.noticeAt != nil else {
      return try casePage(visit, job, problem: WebProblem.badTime)
    }
    runner.enqueue(job.id, step: .run) { $0.state != .working }
    return Self.redirect("/cases/\(job.id)")
  }
}
