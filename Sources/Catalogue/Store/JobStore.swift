/// Work that several processes share: which of them does what.
///
/// A job is whatever its 32 bytes stand for. A worker takes it for some time and takes it again before
/// that is over; when it does not, because it died, another may take the job. All times are the
/// database's. A lease ends nobody's work: what two workers do all the same must be told apart where it
/// is registered, as `CatalogueStore.issueCopy` does.
public protocol JobStore: Sendable {
  /// Takes one of `jobs` that nobody has, for so many milliseconds; nil when others have all of them.
  /// `worker` is 16 bytes that no other worker has.
  func takeJob(
    among jobs: [[UInt8]], worker: [UInt8], milliseconds: Int64
  ) throws(CatalogueError) -> [UInt8]?
  /// Keeps everything that `worker` has for so many milliseconds from now on.
  func keepJobs(worker: [UInt8], milliseconds: Int64) throws(CatalogueError)
  /// Gives a job back because it is done, or because it will not be; false when `worker` had it no more.
  func returnJob(_ job: [UInt8], worker: [UInt8]) throws(CatalogueError) -> Bool
}
