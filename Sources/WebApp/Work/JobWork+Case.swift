import Cases
import Files
import Wording
import Yuantu

extension JobWork {
  /// Builds the packages of a case, beside those of earlier runs.
  func buildCase(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let shop = try shop()
    tell(JobProgress(state: .working, step: .run))
    let request = try request(job)
    let outcome = try await CaseBuilder(
      shop: shop, limits: limits, surroundings: surroundings,
      timeText: { Moment(unixMilliseconds: $0).localText }
    ).build(request, forms: [.platform, .shareable], jobs: jobs)
    return Task.isCancelled ? .cancelled : try write(outcome, for: request, of: job, shop)
  }

  private func write(
    _ outcome: CaseBuilder.Outcome, for request: CaseRequest, of job: Job, _ shop: Shop
  ) throws(Problem) -> Job.State {
    let run = store.update(job.id) { $0.run += 1 }?.run ?? 1
    let outputs = folders.outputs(job)
    try prepare("\(outputs)/\(run)")
    var packages: [CaseResult.Package] = []
    for package in outcome.packages {
      let file = "\(run)/\(package.name).zip"
      let path = "\(outputs)/\(file)"
      _ = try shop.write(package, to: path, asArchive: true)
      try shop.noteCase(request, outcome, package: package, path: path)
      packages.append(
        CaseResult.Package(
          file: file, isForPlatform: package.form == .platform,
          bytes: Int((try? FileFacts.of(path))?.size ?? 0)))
    }
    try store.writeResult(
      CaseResult(outcome, request, packages, below: folders.uploads(job)), of: job.id)
    return .done
  }

  private func request(_ job: Job) throws(Problem) -> CaseRequest {
    let rules = try CaseForms.inForce(home: folders.home)
    let choices = job.choices
    guard let form = rules.form(choices.casePlatform, choices.isAppeal ? .appeal : .complaint)
    else {
      throw Problem(
        code: "case.unknownForm",
        text: LocalizedText("没有这个平台的表格规则。", "No form of this platform is known."),
        detail: choices.casePlatform)
    }
    var request = CaseRequest(form: form, suspects: [folders.uploads(job)])
    request.positions = choices.positions
    request.goodsLink = choices.goodsLink.isEmpty ? nil : choices.goodsLink
    request.reference = choices.reference.isEmpty ? nil : choices.reference
    request.noticeAt = choices.noticeAt
    request.setPictures = files(of: job, .set)
    request.rights = files(of: job, .rights)
    request.confirmed = Set(choices.confirmed.compactMap(ConfirmedFact.init(rawValue:)))
    request.fallbackDeadline = rules.shortestDeadline
    return request
  }

  private func files(of job: Job, _ part: UploadPart) -> [String] {
    let folder = folders.papers(job, part)
    return Directory.exists(folder) ? FolderWalk.files(under: [folder]).files.map(\.path) : []
  }
}

extension CaseResult {
  init(
    _ outcome: CaseBuilder.Outcome, _ request: CaseRequest, _ packages: [Package],
    below folder: String
  ) {
    isReady = outcome.isReady
    isWeak = outcome.isWeak
    reportNumber = outcome.reportNumber
    dueAt = request.dueAt
    limitHours = request.deadline?.hours
    items = outcome.items.map {
      Item(
        isRed: $0.level == .red, level: KeptText($0.level.words), code: $0.code,
        subject: $0.subject, text: KeptText($0.text))
    }
    suspects = outcome.verdicts.map {
      Suspect(
        file: FilePath.relative($0.path, to: folder), relation: $0.relation.rawValue,
        sentence: KeptText($0.sentence), hasOriginal: $0.match?.original != nil)
    }
    let entries = outcome.packages.first { $0.form == .platform }?.entries ?? []
    statements = entries.filter { $0.role == .statement || $0.role == .readme }.compactMap {
      entry in
      guard case .bytes(let bytes) = entry.content else { return nil }
      return Statement(
        name: FileTitle.of(entry.path), words: KeptText(entry.words),
        text: String(decoding: bytes, as: UTF8.self))
    }
    self.packages = packages
  }
}
