public import Catalogue
import Files
import Manifests
public import Trust
import Wording

/// Has a shop's records time-stamped: all that are in no batch yet by one stamp for a whole batch.
///
/// Each step is kept as soon as it is done, so that a run may end at any moment: a batch before it is
/// stamped, a token before the next is asked for. The next run goes on from there.
public struct Stamping {
  /// What a run came to.
  public struct Report: Sendable {
    /// New batches.
    public var batches = 0
    /// Records in the batches that got their first token in this run.
    public var records = 0
    /// New tokens.
    public var tokens = 0
    /// Earlier subjects stamped again.
    public var renewals = 0
    /// Records that no token stands for yet.
    public var undated = 0
    /// What authorities did not do.
    public var failures: [TimestampFailure] = []

    /// Whether an authority has failed in this run: it is not asked again.
    func hasFailed(_ authority: TrustedAuthority) -> Bool {
      failures.contains { $0.authority == authority.authority.name }
    }
  }

  /// Tokens are renewed when their certificate ends within half a year, …
  private static let renewalMargin: Int64 = 180 * 86_400_000
  /// … but a subject that was stamped within a month is left alone.
  private static let renewalPause: Int64 = 30 * 86_400_000

  let shop: Shop
  let surroundings: Surroundings
  let authorities: [TrustedAuthority]
  let client: TimestampClient

  /// Stamps for `shop` with the authorities given, in their order; each stamps every batch.
  public init(shop: Shop, surroundings: Surroundings, authorities: [TrustedAuthority]) {
    self.shop = shop
    self.surroundings = surroundings
    self.authorities = authorities
    client = TimestampClient(
      now: surroundings.now, random: surroundings.random, pause: surroundings.pause)
  }

  /// Stamps what there is to stamp. `tell` hears of each token as it is taken in.
  public func run(tell: (TimeTokenEntry) -> Void) throws(Problem) -> Report {
    guard !authorities.isEmpty else { throw Problem.noAuthority }
    do {
      guard let lock = try FileLock.acquire(shop.home.stampLock) else {
        throw Problem.anotherStamping(shop.home.folder)
      }
      defer { withExtendedLifetime(lock) {} }
      var report = Report()
      var isStamped = true
      for batch in try shop.store.timeBatches() {
        isStamped = try complete(batch, &report, tell) && isStamped
      }
      while isStamped {
        guard let batch = try makeBatch(&report) else { break }
        isStamped = try complete(batch, &report, tell)
      }
      report.undated = try shop.store.undatedRecordCount()
      return report
    } catch { throw Problem(any: error, path: shop.home.folder) }
  }

  /// The next batch, already in the catalogue; nil when there is nothing to stamp.
  private func makeBatch(_ report: inout Report) throws -> TimeBatchEntry? {
    let records = try shop.store.undatedRecords(limit: BatchMaker.mostRecords)
    let now = surroundings.now()
    var subjects = try shop.store.timeSubjects(
      ending: now...(now + Self.renewalMargin), addedBefore: now - Self.renewalPause)
    let last = try shop.store.timeBatches().last
    guard !records.isEmpty || !subjects.isEmpty else { return nil }
    if let last, !subjects.contains(last.id) { subjects.insert(last.id, at: 0) }
    let renewals = try subjects.map { subject in
      BatchMaker.Renewal(
        subject: try Digest(catalogue: subject),
        tokens: try shop.store.timeTokens(subject: subject).map(\.bytes))
    }
    let maker = BatchMaker(logKey: try LogKey(of: shop), random: surroundings.random)
    let batch = try maker.batch(
      number: (last?.number ?? 0) + 1, records: records,
      renewals: renewals.filter { !$0.tokens.isEmpty },
      authorities: authorities.map(\.authority.name), now: now)
    try shop.store.addTimeBatch(batch.entry, anchors: batch.anchors, links: batch.links)
    report.batches += 1
    report.renewals += batch.links.count
    return batch.entry
  }

  /// Gets the tokens a batch still wants; whether it has one in the end. A batch wants one of each
  /// authority it was made for, or of any when none of those is asked any more.
  private func complete(
    _ batch: TimeBatchEntry, _ report: inout Report, _ tell: (TimeTokenEntry) -> Void
  ) throws -> Bool {
    var tokens = try shop.store.timeTokens(subject: batch.id)
    let wasUndated = tokens.isEmpty
    let text = Array(try SignedNote(encoded: batch.note).text.utf8)
    let wanted = authorities.filter { batch.authorities.contains($0.authority.name) }
    for authority in wanted.isEmpty && tokens.isEmpty ? authorities : wanted
    where !report.hasFailed(authority)
      && !tokens.contains(where: { $0.authority == authority.authority.name })
    {
      var kept: TimeTokenEntry?
      do throws(TimestampFailure) {
        let token = try client.token(for: text, from: authority)
        let entry = TimeTokenEntry(
          token, .batch, subject: batch.id, from: authority.authority.name,
          at: surroundings.now())
        kept = entry
      } catch {
        report.failures.append(error)
      }
      guard let entry = kept else { continue }
      _ = try shop.store.addTimeToken(entry)
      tokens.append(entry)
      report.tokens += 1
      tell(entry)
    }
    if wasUndated, !tokens.isEmpty {
      report.records += try shop.store.recordCount(batchID: batch.id)
    }
    return !tokens.isEmpty
  }
}
