public import Cases
public import Catalogue
import Wording

extension Shop {
  /// Notes that a package was made and where.
  public func noteCase(
    _ request: CaseRequest, _ outcome: CaseBuilder.Outcome, package: Package, path: String
  ) throws(Problem) {
    do {
      try store.addCase(
        CaseEntry(
          id: "\(outcome.reportNumber)/\(package.name)", platform: request.form.platform,
          kind: request.form.kind.rawValue, goodsLink: request.goodsLink ?? "",
          reference: request.reference ?? "", noticeAt: request.noticeAt, dueAt: request.dueAt,
          createdAt: package.createdAt, path: path, isReady: outcome.isReady))
    } catch { throw Problem(error, path: cataloguePath) }
  }

  /// Every case, the next to be due first.
  public func cases() throws(Problem) -> [CaseEntry] {
    do { return try store.cases() } catch { throw Problem(error, path: cataloguePath) }
  }
}
