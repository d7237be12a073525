import Synchronization
import Yuantu

/// Does the jobs, in two lanes: shoots and exports one after the other, and beside them the questions that somebody with
/// a deadline waits for.
final class JobRunner: Sendable {
  /// Does one step of a job: reports how far it is, and returns the state it leaves the job in.
  typealias Work =
    @Sendable (Job, _ tell: @escaping @Sendable (JobProgress) -> Void) async throws(Problem) ->
    Job.State

  private enum Lane: Hashable, CaseIterable {
    case batches, questions

    init(_ kind: Job.Kind) {
      self =
        switch kind {
        case .originals, .protect: .batches
        case .check, .cases, .review: .questions
        }
    }
  }

  private struct State {
    var waiting: [Lane: [String]] = [:]
    var running: [Lane: (id: String, task: Task<Void, Never>)] = [:]
    var progress: [String: JobProgress] = [:]
    var watchers: [String: [Int: AsyncStream<JobProgress>.Continuation]] = [:]
    var nextWatcher = 0
  }

  private let store: JobRegister
  private let work: Work
  private let executor = WorkExecutor()
  private let state = Mutex(State())

  init(_ store: JobRegister, work: @escaping Work) {
    self.store = store
    self.work = work
  }

  /// Puts the step of a job into its lane.
  func enqueue(_ id: String, step: Job.Step) throws(Problem) {
    let changed = try store.update(id) { job in
      job.step = step
      job.state = .working
      job.trouble = nil
    }
    guard let job = changed else { throw WebProblem.notFound }
    state.withLock { state in
      let lane = Lane(job.kind)
      let isThere = state.waiting[lane, default: []].contains(id) || state.running[lane]?.id == id
      if !isThere { state.waiting[lane, default: []].append(id) }
    }
    publish(id, JobProgress(state: .working, step: step))
    startNext(Lane(job.kind))
  }

  /// Takes up what a former run of the program left.
  func resume() throws(Problem) {
    for job in store.unfinished { try enqueue(job.id, step: job.step) }
  }

  /// Stops a job: at once while it waits, between two files while it runs.
  func cancel(_ id: String) throws(Problem) {
    guard let job = store.job(id), job.state == .working else { return }
    let wasWaiting = state.withLock { state in
      let lane = Lane(job.kind)
      if state.running[lane]?.id == id { state.running[lane]?.task.cancel() }
      let before = state.waiting[lane, default: []].count
      state.waiting[lane]?.removeAll { $0 == id }
      return state.waiting[lane, default: []].count < before
    }
    if wasWaiting { try finish(id, .cancelled) }
  }

  /// How far a job is.
  func progress(_ job: Job) -> JobProgress {
    state.withLock { $0.progress[job.id] } ?? JobProgress(state: job.state, step: job.step)
  }

  /// The progress of a job as it changes, from now on; ends when the job is at rest.
  func watch(_ id: String) -> AsyncStream<JobProgress> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: JobProgress.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.nextWatcher += 1
      state.watchers[id, default: [:]][state.nextWatcher] = continuation
      return state.nextWatcher
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { state in
        state.watchers[id]?[number] = nil
        if state.watchers[id]?.isEmpty ?? false { state.watchers[id] = nil }
      }
    }
    if let job = store.job(id) {
      let now = progress(job)
      continuation.yield(now)
      if now.state != .working { continuation.finish() }
    } else {
      continuation.finish()
    }
    return stream
  }

  private func startNext(_ lane: Lane) {
    state.withLock { state in
      guard state.running[lane] == nil, let id = state.waiting[lane]?.first else { return }
      state.waiting[lane]?.removeFirst()
      let task = Task(executorPreference: executor) { [self] in
        await perform(id)
        self.state.withLock { $0.running[lane] = nil }
        startNext(lane)
      }
      state.running[lane] = (id, task)
    }
  }

  private func perform(_ id: String) async {
    guard let job = store.job(id), job.state == .working else { return }
    do throws(Problem) {
      let end = try await work(job) { [weak self] progress in self?.publish(id, progress) }
      try finish(id, Task.isCancelled ? .cancelled : end)
    } catch {
      let folder = store.folders.uploads(job)
      _ = try? store.update(id) { $0.trouble = Job.Trouble(error, below: folder) }
      try? finish(id, .failed)
    }
  }

  private func finish(_ id: String, _ end: Job.State) throws(Problem) {
    let job = try store.update(id) { $0.state = end }
    var last = state.withLock { $0.progress[id] } ?? JobProgress()
    last.state = end
    if let job { last.step = job.step }
    publish(id, last)
    state.withLock { $0.progress[id] = nil }
  }

  private func publish(_ id: String, _ progress: JobProgress) {
    let watchers = state.withLock { state in
      state.progress[id] = progress
      return state.watchers[id].map { Array($0.values) } ?? []
    }
    for watcher in watchers {
      watcher.yield(progress)
      if progress.state != .working { watcher.finish() }
    }
  }
}
