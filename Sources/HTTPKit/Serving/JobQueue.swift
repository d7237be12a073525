import Glibc

/// Jobs in the order they came, for threads that wait for them.
///
/// Unchecked because everything is under its lock; `Mutex` has no condition to wait for.
final class JobQueue: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [UnownedJob] = []

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(arrived, nil)
  }

  deinit {
    pthread_cond_destroy(arrived)
    pthread_mutex_destroy(lock)
    arrived.deallocate()
    lock.deallocate()
  }

  func put(_ job: UnownedJob) {
    pthread_mutex_lock(lock)
    jobs.append(job)
    pthread_mutex_unlock(lock)
    pthread_cond_signal(arrived)
  }

  /// Waits for a job.
  func take() -> UnownedJob {
    pthread_mutex_lock(lock)
    while jobs.isEmpty { pthread_cond_wait(arrived, lock) }
    let job = jobs.removeFirst()
    pthread_mutex_unlock(lock)
    return job
  }
}
