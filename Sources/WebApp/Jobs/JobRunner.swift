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

  /// Puts a step of a job into its lane, if the job is as `isFit` wants it; false when it is not, or is gone.
  @discardableResult
  func enqueue(_ id: String, step: Job.Step, where isFit: (Job) -> Bool) -> Bool {
    let job = state.withLock { state -> Job? in
      let changed = store.changed(id) { job in
        guard isFit(job) else { return false }
        (job.step, job.state, job.trouble) = (step, .working, nil)
        return true
      }
      if let changed, !state.waiting[Lane(changed.kind), default: []].contains(id) {
        state.waiting[Lane(changed.kind), default: []].append(id)
      }
      return changed
    }
    guard let job else { return false }
    store.persist(id)
    publish(id, JobProgress(state: .working, step: step))
    startNext(Lane(job.kind))
    return true
  }

  /// Takes up what a former run of the program left, of these kinds.
  func resume(_ kinds: Set<Job.Kind>) {
    for job in store.unfinished where kinds.contains(job.kind) && !isKnown(job) {
      enqueue(job.id, step: job.step) { $0.state == .working }
    }
  }

  private func isKnown(_ job: Job) -> Bool {
    state.withLock { state in
      let lane = Lane(job.kind)
      return state.running[lane]?.id == job.id
        || state.waiting[lane, default: []].contains(job.id)
    }
  }

  /// Stops a job: at once while it waits, between two files while it runs.
  func cancel(_ id: String) {
    guard let job = store.job(id), job.state == .working else { return }
    let isRunning = state.withLock { state in
      let lane = Lane(job.kind)
      state.waiting[lane]?.removeAll { $0 == id }
      guard let running = state.running[lane], running.id == id else { return false }
      running.task.cancel()
      return true
    }
    if !isRunning { finish(id, .cancelled) }
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
      finish(id, Task.isCancelled ? .cancelled : end)
    } catch {
      let trouble = Job.Trouble(error, below: store.folders.uploads(job))
      finish(id, .failed, trouble)
    }
    store.sweep(id)
  }

  private func finish(_ id: String, _ end: Job.State, _ trouble: Job.Trouble? = nil) {
    let job = store.update(id) { job in
      job.state = end
      job.trouble = trouble
    }
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
