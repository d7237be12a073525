import Codecs
import Files
import Glibc
import Matching
import Pixels

/// Reads pictures, several at once.
enum Pictures {
  static func lines(_ path: String) throws -> [String] {
    String(decoding: try FileBytes.read(path, atMost: 1 << 28), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  static func raster(_ path: String) throws -> Raster {
    try SourceImage.decode(try FileBytes.read(path, atMost: 1 << 28)).analysisRaster()
  }

  /// `work` for every item, `jobs` at a time; results in the order of the items.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) throws -> Result
  ) async throws -> [Result] {
    var results = [Result?](repeating: nil, count: items.count)
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < items.count else { return }
        let (index, item) = (next, items[next])
        group.addTask { (index, try work(item)) }
        next += 1
      }
      for _ in 0..<max(jobs, 1) { start() }
      while let (index, result) = try await group.next() {
        results[index] = result
        start()
        if next % 200 == 0 { Main.tell("\(next) of \(items.count)") }
      }
    }
    return results.compactMap { $0 }
  }

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
