import Files
import FoundationEssentials
import Glibc
import Synchronization
import Trust
import Yuantu

/// The jobs of a home: in memory, and on disk at every change that matters.
final class JobRegister: Sendable {
  private static let mostBytes = 64 << 20

  let folders: JobFolders
  private let surroundings: Surroundings
  private let jobs = Mutex<[String: Job]>([:])
  private let disk = Mutex(())

  /// Reads the jobs below `folders`. What cannot be read is left out: it may be of a newer version.
  init(_ folders: JobFolders, surroundings: Surroundings) throws(Problem) {
    self.folders = folders
    self.surroundings = surroundings
    do {
      try Directory.createPrivate(folders.jobs)
      Self.removeTree(folders.incoming)
      try Directory.createPrivate(folders.incoming)
    } catch { throw Problem(any: error, path: folders.app) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folders.jobs)) ?? []
    var found: [String: Job] = [:]
    for name in names.filter(Job.isIdentifier) {
      if let job: Job = Self.read(folders.description(name)), job.id == name { found[name] = job }
    }
    jobs.withLock { $0 = found }
  }

  /// A new job.
  func create(_ kind: Job.Kind, _ change: (inout Job) -> Void = { _ in }) throws(Problem) -> Job {
    do {
      let id = Hexadecimal.text(try surroundings.random.bytes(8))
      var job = Job(id: id, kind: kind, createdAt: surroundings.now())
      change(&job)
      try Directory.createPrivate(folders.folder(id))
      try write(job)
      jobs.withLock { $0[id] = job }
      return job
    } catch { throw Problem(any: error, path: folders.jobs) }
  }

  func job(_ id: String) -> Job? { jobs.withLock { $0[id] } }

  /// Jobs of a kind, the newest first.
  func jobs(_ kind: Job.Kind) -> [Job] {
    jobs.withLock { jobs in jobs.values.filter { $0.kind == kind } }
      .sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
  }

  /// Jobs that a former run of the program had not come to the end of, the oldest first.
  var unfinished: [Job] {
    jobs.withLock { jobs in jobs.values.filter { $0.state == .working } }
      .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  /// Changes a job and keeps it on disk; the changed job, nil when it is gone or `change` returns false. What cannot be
  /// kept, as on a full disk, still holds until the program ends, and is written with the next change.
  @discardableResult
  func transition(_ id: String, _ change: (inout Job) -> Bool) -> Job? {
    let job = changed(id, where: change)
    if job != nil { persist(id) }
    return job
  }

  /// The same for a change that is always wanted.
  @discardableResult
  func update(_ id: String, _ change: (inout Job) -> Void) -> Job? {
    transition(id) { job in
      change(&job)
      return true
    }
  }

  /// Changes a job in memory alone; `persist` is to follow.
  func changed(_ id: String, where change: (inout Job) -> Bool) -> Job? {
    jobs.withLock { jobs in
      guard var job = jobs[id], change(&job) else { return nil }
      jobs[id] = job
      return job
    }
  }

  /// Keeps a job as it is now. Apart from the lock on memory, so that nobody waits for the disk to look at a job.
  func persist(_ id: String) {
    disk.withLock { _ in
      if let job = job(id) { try? write(job) }
    }
  }

  /// Counts a received file; kept on disk only with the next change of state.
  func count(_ id: String, bytes: Int) {
    jobs.withLock { jobs in
      jobs[id]?.files += 1
      jobs[id]?.bytes += bytes
    }
  }

  /// Removes a job and what was uploaded for it, unless that became the shop's own: originals and exports of a job that was
  /// begun, copies and packages stay.
  func remove(_ id: String) {
    guard let job = jobs.withLock({ $0.removeValue(forKey: id) }) else { return }
    // The description first: a job without one is no job, whatever else is left of it.
    unlink(folders.description(id))
    if job.step == .receiving { Self.removeTree(folders.uploads(job)) }
    Self.removeTree(folders.folder(id))
  }

  /// Removes what work wrote for a job that was removed meanwhile.
  func sweep(_ id: String) {
    if job(id) == nil { Self.removeTree(folders.folder(id)) }
  }

  /// The result of a job, as its kind has it.
  func result<Result: Decodable>(_ id: String) -> Result? { Self.read(folders.result(id)) }

  func writeResult(_ result: some Encodable, of id: String) throws(Problem) {
    do { try Self.write(result, to: folders.result(id)) } catch {
      throw Problem(any: error, path: folders.result(id))
    }
  }

  private func write(_ job: Job) throws { try Self.write(job, to: folders.description(job.id)) }

  private static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try AtomicFile.write(Array(try encoder.encode(value)), to: path, mode: 0o600, replacing: true)
  }

  private static func read<Value: Decodable>(_ path: String) -> Value? {
    guard let bytes = try? FileBytes.read(path, atMost: mostBytes) else { return nil }
    return try? JSONDecoder().decode(Value.self, from: Data(bytes))
  }

  private static func removeTree(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
