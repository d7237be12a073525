import Catalogue
import Files
import Glibc
import Trust
import Wording

/// The main job: marks, signs and registers every picture of a folder, and writes the issued copies.
///
/// An interrupted run loses nothing: a payload is reserved before a picture is marked, the record
/// is committed before the output gets its name, and marking is deterministic, so that a second
/// run does exactly what is missing. Where the catalogue is on a server, runs of several processes share
/// the work, and one goes on with what another was killed in.
public struct Protection: Sendable {
  let shop: Shop
  private let surroundings: Surroundings

  /// Protects for `shop`.
  public init(shop: Shop, surroundings: Surroundings) {
    self.shop = shop
    self.surroundings = surroundings
  }

  /// How a run ended.
  public struct Summary: Sendable, Equatable {
    /// Marked, signed, registered and written in this run.
    public var issued = 0
    /// Already there.
    public var unchanged = 0
    /// Written again because the output was missing.
    public var restored = 0
    /// Files with the bytes of another file of the run.
    public var duplicates = 0
    /// Not done.
    public var failed = 0
    /// Done, but without a known original.
    public var withoutOriginal = 0

    /// All that were done, in this run or before.
    public var done: Int { issued + unchanged + restored + duplicates }

    mutating func count(_ event: ProtectEvent) {
      switch event {
      case .started: break
      case .failed: failed += 1
      case .done(let report):
        switch report.status {
        case .issued: issued += 1
        case .unchanged: unchanged += 1
        case .restored: restored += 1
        case .duplicate: duplicates += 1
        }
        if report.pairing == nil { withoutOriginal += 1 }
      }
    }
  }

  /// Does the run. Throws when it cannot start; a file that fails is an event, and the run goes on. When
  /// the task is cancelled, the pictures in hand are finished and the rest is left.
  public func run(
    _ request: ProtectRequest, tell: (ProtectEvent) -> Void
  ) async throws(Problem) -> Summary {
    let lock = try lock()
    guard lock != nil else { throw Problem.anotherRun(shop.home.folder) }
    try refuseOutputOverSources(request)
    try request.delivery.check()
    let scan = await ProtectScan(request)
    _ = try prepareFolders(scan, request, swept: [])
    return try await run(scan, request, tell)
  }

  /// Does one part of a run that goes on and on: the files given.
  func run(
    _ files: [FoundFile], _ request: ProtectRequest, going on: inout StandingRun,
    tell: (ProtectEvent) -> Void
  ) async throws(Problem) {
    let lock = try lock()
    guard lock != nil else { throw Problem.anotherRun(shop.home.folder) }
    guard on.identity == shop.home.identityFacts else {
      throw Problem.shopChanged(shop.home.folder)
    }
    let scan = await ProtectScan(files, [], &on.plan, request) { digest, target in
      shop.outputs(of: digest, for: target)
    }
    on.swept = try prepareFolders(scan, request, swept: on.swept)
    _ = try await run(scan, request, tell)
  }

  /// One run at a time on a file; on a server several share the work. Nobody changes keys meanwhile.
  private func lock() throws(Problem) -> FileLock? {
    do throws(FilesError) {
      return try FileLock.acquire(shop.home.lock, shared: shop.store is any JobStore)
    } catch { throw Problem(error) }
  }

  private func run(
    _ scan: ProtectScan, _ request: ProtectRequest, _ tell: (ProtectEvent) -> Void
  ) async throws(Problem) -> Summary {
    let index: PairingIndex
    let indexing = PictureIndexing.forRegistration(shop)
    do {
      index = try PairingIndex(shop.store)
    } catch {
      throw Problem(any: error, path: shop.home.folder)
    }
    var summary = Summary()
    func report(_ event: ProtectEvent) {
      summary.count(event)
      tell(event)
    }
    report(.started(files: scan.fileCount))
    for problem in scan.problems { report(.failed(problem)) }
    let worker = CopyIssuer(
      shop: shop, surroundings: surroundings, request: request, index: index, indexing: indexing)
    if let store = shop.store as? any JobStore {
      try await share(scan.jobs, in: store, worker, request, report)
    } else {
      await Batch.run(scan.jobs, jobs: request.jobs) { job in
        worker.events(for: job)
      } finished: { events in
        for event in events { report(event) }
      }
    }
    do { try indexing.finish() } catch { throw Problem(any: error, path: shop.home.index) }
    if !indexing.isOpen { await completeIndex(request) }
    return summary
  }

  /// Does the jobs together with other runs on the same catalogue.
  private func share(
    _ jobs: [ProtectJob], in store: any JobStore, _ worker: CopyIssuer, _ request: ProtectRequest,
    _ report: (ProtectEvent) -> Void
  ) async throws(Problem) {
    let name: [UInt8]
    do { name = try surroundings.random.bytes(16) } catch { throw Problem(any: error, path: nil) }
    let shared = SharedJobs(
      jobs, in: store, worker: name, start: Int(name[0]) << 8 | Int(name[1]),
      pause: surroundings.pause)
    await Batch.run(from: shared.next, jobs: request.jobs) { job in
      let events = worker.events(for: job)
      shared.done(job)
      return events
    } finished: { events in
      for event in events { report(event) }
    }
    if let failure = shared.failure { throw Problem(failure, path: shop.home.folder) }
  }

  /// Adds to the index of features what this run could not, because another had it, once that one has
  /// ended. What it has for longer stays for `catalogue index`, and `catalogue check` says so.
  private func completeIndex(_ request: ProtectRequest) async {
    let indexing = CatalogueIndexing(
      shop: shop, surroundings: surroundings, limits: request.limits)
    for _ in 0..<40 where !Task.isCancelled {
      do throws(Problem) {
        _ = try await indexing.run(afresh: false, jobs: request.jobs) { _, _ in }
        return
      } catch {
        guard error.code == Problem.indexInUse("").code else { return }
        surroundings.pause(0.5)
      }
    }
  }

  /// An output folder that is one of the source folders would mix originals and copies.
  func refuseOutputOverSources(_ request: ProtectRequest) throws(Problem) {
    if request.paths.contains(where: { Directory.isSame($0, request.outputFolder) }) {
      throw Problem.outputOverSources(request.outputFolder)
    }
  }

  /// Makes the folders of the outputs and sweeps up what a killed run left in them, except in those
  /// that are `swept`. Returns all that are swept now.
  private func prepareFolders(
    _ scan: ProtectScan, _ request: ProtectRequest, swept: Set<String>
  ) throws(Problem) -> Set<String> {
    var folders: Set<String> = [request.outputFolder]
    for job in scan.jobs {
      for (_, output) in job.files {
        if let slash = output.lastIndex(of: "/") { folders.insert(String(output[..<slash])) }
      }
    }
    do throws(FilesError) {
      for folder in folders.sorted() {
        try Directory.create(folder)
        if !swept.contains(folder) { try AtomicFile.removeStalePartials(in: folder) }
      }
    } catch { throw Problem(error) }
    return swept.union(folders)
  }
}
