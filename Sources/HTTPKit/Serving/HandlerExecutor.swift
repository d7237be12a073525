import Glibc

/// Threads for handlers only. Those that all tasks share are as few as the processors, and each may be
/// busy for minutes with a picture; a page must not wait for them.
final class HandlerExecutor: TaskExecutor {
  /// For all servers of the process; nil when the system has no threads left.
  static let shared = HandlerExecutor()

  private let jobs = JobQueue()

  private init?() {
    let count = max(4, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
    var started = 0
    for _ in 0..<count {
      guard let thread = try? SystemThread({ [jobs] in HandlerExecutor.work(off: jobs) }) else {
        continue
      }
      thread.detach()
      started += 1
    }
    if started == 0 { return nil }
  }

  private static func work(off jobs: JobQueue) {
    while true {
      let job = jobs.take()
      // Whoever put a job has the executor already.
      guard let executor = shared else { return }
      job.runSynchronously(on: executor.asUnownedTaskExecutor())
    }
  }

  func enqueue(_ job: consuming ExecutorJob) { jobs.put(UnownedJob(job)) }
}
