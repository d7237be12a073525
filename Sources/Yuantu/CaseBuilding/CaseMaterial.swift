import Cases
import Catalogue
import Codecs
import Files
import Reports
import Trust
import Wording

/// All that was found for a case, before anything is written.
struct CaseMaterial {
  /// One picture in question.
  struct Suspect {
    let verdict: Verdict
    let name: String
    let position: String?
    /// SHA-256 of its original, when one was found in the catalogue and on disk.
    let original: Digest?
    /// Other places where the shop itself uses the same picture.
    let uses: [String]
  }

  let request: CaseRequest
  let report: Report
  let reportFiles: ReportFiles
  let suspects: [Suspect]
  let originals: [Candidate]
  let setPictures: [Candidate]
  let preflight: Preflight
  let facts: CaseFacts

  /// No picture in question has an original.
  var isWeak: Bool { originals.isEmpty }

  private static let mostSetPicturesOfOne = 4

  static func gather(
    _ request: CaseRequest, verdicts: [Verdict], shop: Shop, limits: DecodeLimits,
    surroundings: Surroundings
  ) throws -> CaseMaterial {
    var preflight = Preflight(request)
    var suspects: [Suspect] = []
    var originals: [Candidate] = []
    var set: [Candidate] = []
    var seen: Set<Digest> = []
    let licensed = request.confirmed.contains(.licensed)
    for (index, verdict) in verdicts.enumerated() {
      let name = FoundFile.name(of: verdict.path)
      let entry =
        licensed || !verdict.isTraced
        ? nil : try verdict.match?.original.flatMap { try shop.store.original(hex: $0) }
      let candidate = try entry.flatMap { try Candidate($0, as: .original, in: shop.store) }
      if let entry, candidate == nil {
        preflight.add(
          .red, "original.missing", entry.fileName, "登记过的原图文件已不在原处或已改变；请找回未改动的文件。",
          "The registered original is gone from where it was, or has changed; find the untouched file."
        )
      }
      preflight.check(verdict, name: name, hasOriginal: candidate != nil || licensed)
      if let entry, let candidate, seen.insert(candidate.sha256).inserted {
        originals.append(candidate)
        preflight.check(candidate)
        var added = 0
        for neighbour in try Shoot(of: entry, in: shop.store).setPictures
        where added < mostSetPicturesOfOne {
          guard let found = try Candidate(neighbour, as: .set, in: shop.store),
            seen.insert(found.sha256).inserted
          else { continue }
          set.append(found)
          added += 1
        }
      }
      suspects.append(
        Suspect(
          verdict: verdict, name: name,
          position: request.position(of: index),
          original: candidate?.sha256, uses: try uses(verdict, shop)))
    }
    for path in request.setPictures {
      let candidate = try Candidate(file: path, limits: limits)
      guard seen.insert(candidate.sha256).inserted else {
        preflight.add(
          .amber, "set.duplicate", candidate.fileName, "与已有的图是同一个文件，未重复加入。",
          "The same file as one that is there; not added again.")
        continue
      }
      set.append(candidate)
    }
    // An original of one suspect is not a further picture of another one's set.
    set.removeAll { candidate in originals.contains { $0.sha256 == candidate.sha256 } }
    for candidate in set { preflight.check(candidate) }
    if !licensed { preflight.checkSet(set, of: originals) }
    let matches = verdicts.filter(\.isTraced).compactMap(\.match)
    let times = matches.flatMap(\.reportedTimes).sorted { $0.time < $1.time }
    preflight.checkCase(
      recordedAt: originals.compactMap(\.addedAt).min(),
      hasTimeToken: matches.contains(where: \.hasTimeToken), now: surroundings.now())
    let report = try ReportBuilder(shop: shop, limits: limits, surroundings: surroundings)
      .report(on: verdicts, particulars: particulars(request))
    let refused = Set(preflight.items.filter { $0.level == .red }.map(\.subject))
    func accepted(_ candidates: [Candidate]) -> Int {
      candidates.filter { !refused.contains($0.fileName) }.count
    }
    let facts = CaseFacts(
      kind: request.form.kind, goodsLink: request.goodsLink, reference: request.reference,
      positions: request.positions.filter { !$0.isEmpty }, confirmed: request.confirmed,
      reportNumber: report.number,
      suspects: verdicts.count, corresponding: matches.count,
      originals: licensed ? 0 : accepted(originals), setPictures: accepted(set), time: times.first)
    return CaseMaterial(
      request: request, report: report, reportFiles: try ReportFiles(report, shop: shop),
      suspects: suspects, originals: originals, setPictures: set, preflight: preflight,
      facts: facts)
  }

  private static func particulars(_ request: CaseRequest) -> [Report.Row] {
    var rows = [
      Report.Row(
        LocalizedText("平台", "Platform"), request.form.name)
    ]
    if let link = request.goodsLink {
      rows.append(Report.Row(LocalizedText("商品链接", "Goods"), LocalizedText(link, link)))
    }
    if let reference = request.reference {
      rows.append(
        Report.Row(LocalizedText("案件编号", "Case number"), LocalizedText(reference, reference)))
    }
    return rows
  }

  private static func uses(_ verdict: Verdict, _ shop: Shop) throws -> [String] {
    guard let hex = verdict.match?.picture, let sha256 = Hexadecimal.bytes(hex) else { return [] }
    return try shop.store.copies(pictureSHA256: sha256).flatMap { copy in
      try shop.store.outputs(copyID: copy.id).map { output in
        [copy.platform, copy.slot, FoundFile.name(of: output.path)].filter { !$0.isEmpty }.joined(
          separator: " · ")
      }
    }
  }
}

extension Verdict {
  /// Whether it leads to a recorded picture whose record holds: the only ones a case rests on.
  var isTraced: Bool { isMatch && relation != .conflicting }
}
