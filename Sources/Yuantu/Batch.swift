/// Runs independent work on several tasks at once, and hands the results over one by one.
enum Batch {
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
