import Cases
import Codecs
import Files
import Glibc
import Synchronization
import Wording
import Yuantu

/// Does the steps of jobs with the product's own engine; nothing is decided here that the command line would decide otherwise.
struct JobWork: Sendable {
  let store: JobRegister
  let vault: ShopVault
  let surroundings: Surroundings
  let limits: DecodeLimits
  /// How many pictures are worked on at once.
  let jobs: Int

  typealias Tell = @Sendable (JobProgress) -> Void

  var folders: JobFolders { store.folders }

  /// One step of one job; returns the state it leaves the job in.
  func perform(_ job: Job, tell: @escaping Tell) async throws(Problem) -> Job.State {
    switch (job.kind, job.step) {
    case (_, .receiving): .waiting
    case (.originals, _): try await takeIn(job, tell)
    case (.protect, .pairing): try await pair(job, tell)
    case (.protect, .preview): try await preview(job, tell)
    case (.protect, .run): try await protect(job, tell)
    case (.check, _): try await check(job, tell)
    case (.cases, _): try await buildCase(job, tell)
    case (.review, _): try review(job, tell)
    }
  }

  /// The opened shop.
  func shop() throws(Problem) -> Shop {
    guard let shop = vault.shop else { throw WebProblem.passphraseNeeded }
    return shop
  }

  func prepare(_ folder: String) throws(Problem) {
    do { try Directory.createPrivate(folder) } catch { throw Problem(any: error, path: folder) }
  }

  func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    do { try AtomicFile.write(bytes, to: path, mode: 0o600, replacing: true) } catch {
      throw Problem(any: error, path: path)
    }
  }
}
