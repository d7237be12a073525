import Cases
import Catalogue
import Dispatch
import Synchronization
import Trust

/// The jobs of a protect run that other runs on the same catalogue may be doing too: each is taken when
/// it is to be done, and waited for while another run has it.
///
/// When another run has done a job it is still this run's to look at: it finds the issued copy and has
/// nothing to do, or to write it to another place. Nothing here keeps a picture from being marked twice —
/// the catalogue does, which knows one copy for one use — but without it two runs would do the same work
/// and one of them for nothing.
final class SharedJobs: Sendable {
  /// How long a run that died keeps what it had from others, milliseconds.
  private static let lease: Int64 = 20_000
  /// Seconds between two signs of life.
  private static let heartbeat = 5.0
  /// How many jobs are offered to the catalogue to give one of.
  private static let choice = 8
  /// Seconds between two looks at what others have.
  private static let patience = 0.25

  private let store: any JobStore
  private let worker: [UInt8]
  private let pause: @Sendable (Double) -> Void
  private let state: Mutex<State>
  /// Of its own, because the tasks' threads are all busy with pictures.
  private let queue = DispatchQueue(label: "yuantu.jobs")

  private struct State {
    /// What is not done by this run, the next first.
    var pending: [(id: [UInt8], job: ProtectJob)]
    /// How many were found to be others' since one was taken.
    var passedOver = 0
    var failure: CatalogueError?
  }

  /// The jobs of a run that calls itself `worker` (16 bytes nobody else has). `start` is the number of
  /// the job it begins with, so that runs that begin together do not want the same ones.
  init(
    _ jobs: [ProtectJob], in store: any JobStore, worker: [UInt8], start: Int,
    pause: @escaping @Sendable (Double) -> Void
  ) {
    self.store = store
    self.worker = worker
    self.pause = pause
    let named = jobs.map { (id: $0.sharedIdentity.bytes, job: $0) }
    let first = jobs.isEmpty ? 0 : start % jobs.count
    state = Mutex(State(pending: Array(named[first...] + named[..<first])))
    beat()
  }

  /// Keeps what this run has from time to time as long as it lives.
  private func beat() {
    queue.asyncAfter(deadline: .now() + Self.heartbeat) { [weak self] in
      guard let self else { return }
      // A beat that is missed is made up for by the next.
      try? store.keepJobs(worker: worker, milliseconds: Self.lease)
      beat()
    }
  }

  /// Why there was no next job although some are left.
  var failure: CatalogueError? { state.withLock(\.failure) }

  /// The next job, this run's until it is `done`; nil when none is left, the catalogue failed, or the task
  /// is cancelled.
  func next() -> ProtectJob? {
    while !Task.isCancelled {
      let choice = state.withLock { state in
        state.failure == nil ? state.pending.prefix(Self.choice).map(\.id) : []
      }
      if choice.isEmpty { return nil }
      do throws(CatalogueError) {
        let taken = try store.takeJob(among: choice, worker: worker, milliseconds: Self.lease)
        guard let taken else {
          if passOver(choice.count) { pause(Self.patience) }
          continue
        }
        if let job = remove(taken) { return job }
        // Another task of this run has done it since.
        _ = try store.returnJob(taken, worker: worker)
      } catch {
        state.withLock { $0.failure = error }
        return nil
      }
    }
    return nil
  }

  /// Gives up a job: it is done, or failed, which another run may see for itself.
  func done(_ job: ProtectJob) {
    // What cannot be given back now is everybody's when the lease ends.
    _ = try? store.returnJob(job.sharedIdentity.bytes, worker: worker)
  }

  private func remove(_ id: [UInt8]) -> ProtectJob? {
    state.withLock { state in
      guard let place = state.pending.firstIndex(where: { $0.id == id }) else { return nil }
      state.passedOver = 0
      return state.pending.remove(at: place).job
    }
  }

  /// Puts the first of what is pending, which other runs have, behind the rest; whether others have all
  /// of it by now.
  private func passOver(_ count: Int) -> Bool {
    state.withLock { state in
      let passed = Array(state.pending.prefix(count))
      state.pending.removeFirst(passed.count)
      state.pending += passed
      state.passedOver += passed.count
      guard state.passedOver >= state.pending.count else { return false }
      state.passedOver = 0
      return true
    }
  }
}

extension ProtectJob {
  /// What runs on any machine call this job: one picture for one platform and recipient. Runs that want
  /// it in different ways do it one after the other.
  var sharedIdentity: Digest {
    Digest.sha256(
      Array(
        "yuantu.protect.1\0\(digest.hex)\0\(target.platform?.id ?? "")\0\(target.recipient)".utf8))
  }
}
