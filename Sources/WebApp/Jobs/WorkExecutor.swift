import Dispatch

/// Threads of its own for the long work, so that pages are answered while every core is busy.
final class WorkExecutor: TaskExecutor {
  private let queue = DispatchQueue(
    label: "yuantu.work", qos: .utility, attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
