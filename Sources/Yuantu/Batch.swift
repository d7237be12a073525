/// Runs independent work on several tasks at once, and hands the results over one by one.
enum Batch {
  /// Calls `work` for every item that `next` gives, on the task that does it, until that is nil or the
  /// task is cancelled; else like the other.
  static func run<Item: Sendable, Result: Sendable>(
    from next: @escaping @Sendable () -> Item?, jobs: Int,
    work: @escaping @Sendable (Item) -> Result, finished: (Result) -> Void
  ) async {
    await withTaskGroup(of: Result?.self) { group in
      for _ in 0..<max(jobs, 1) { group.addTask { Task.isCancelled ? nil : next().map(work) } }
      while let outcome = await group.next() {
        guard let result = outcome else { continue }
        finished(result)
        group.addTask { Task.isCancelled ? nil : next().map(work) }
      }
    }
  }

  /// Calls `work` for every item, at most `jobs` at a time, and `finished` with every result on the
  /// caller's side, in the order they are done. When the task is cancelled, work
  /// that has begun is finished and nothing more is begun.
  static func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, work: @escaping @Sendable (Item) -> Result,
    finished: (Result) -> Void
  ) async {
    await withTaskGroup(of: Result.self) { group in
      var rest = items.makeIterator()
      for _ in 0..<max(jobs, 1) {
        guard let item = rest.next() else { break }
        group.addTask { work(item) }
      }
      while let result = await group.next() {
        finished(result)
        if !Task.isCancelled, let item = rest.next() { group.addTask { work(item) } }
      }
    }
  }
}
