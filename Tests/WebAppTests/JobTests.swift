import Foundation
import Synchronization
import Testing
import Trust
import Yuantu

@testable import WebApp

@Suite struct JobTests {
  private func store(_ folder: TestFolder) throws -> JobRegister {
    try JobRegister(
      JobFolders(home: folder.path),
      surroundings: Surroundings(now: { 1_764_000_000_000 }, random: SystemRandom()))
  }

  @Test func jobsAreThereAfterARestart() throws {
    let folder = try TestFolder()
    let job = try store(folder).create(.protect) { $0.choices.platforms = ["pdd"] }
    let again = try store(folder)
    #expect(again.job(job.id) == job)
    again.update(job.id) { $0.state = .working }
    #expect(try store(folder).unfinished.map(\.id) == [job.id])
    again.remove(job.id)
    #expect(try store(folder).jobs(.protect).isEmpty)
  }

  @Test func whatCannotBeReadIsLeftOut() throws {
    let folder = try TestFolder()
    let job = try store(folder).create(.check)
    let path = "\(folder.path)/web/jobs/\(job.id)/job.json"
    try Data("{\"id\":\"../../x\"".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try store(folder).job(job.id) == nil)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func jobsOfTheFirstVersionAreStillRead() throws {
    let folder = try TestFolder()
    let id = "0123456789abcdef"
    let path = "\(folder.path)/web/jobs/\(id)"
    _ = try store(folder)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let text = """
      {"bytes":7,"choices":{"casePlatform":"pdd","confirmed":[],"goodsLink":"","isAppeal":true,\
      "keepsWhite":false,"noticeAt":1764000000000,"platforms":[],"positions":[],"reference":"",\
      "template":""},"createdAt":1,"files":1,"id":"\(id)","kind":"cases","run":2,"state":"done",\
      "step":"run"}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/job.json"))
    let job = try #require(try store(folder).job(id))
    #expect(job.kind == .cases && job.run == 2 && job.choices.isAppeal)
  }

  @Test func whatNobodyWorksOnCanBeStoppedAndWhatIsRemovedLeavesNothing() async throws {
    let folder = try TestFolder()
    let store = try store(folder)
    let runner = JobRunner(store) { _, _ throws(Problem) in .done }
    let job = try store.create(.review)
    // As a former run of the program left it.
    store.update(job.id) { $0.state = .working }
    runner.cancel(job.id)
    #expect(store.job(job.id)?.state == .cancelled)
    store.remove(job.id)
    #expect(!FileManager.default.fileExists(atPath: store.folders.folder(job.id)))
  }

  @Test func rowsAreReadByThePageAndHalfALineIsPassedOver() throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/rows.jsonl"
    let file = try RowFile<Job.Trouble>(path)
    for number in 0..<5 {
      file.append(
        Job.Trouble(file: "\(number)", code: "c", chinese: "中\n文", english: "e"))
    }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"file\":\"5".utf8))
    let page = RowFile<Job.Trouble>.read(path, offset: 3, limit: 10)
    #expect(page.rows.map(\.file) == ["3", "4"])
    #expect(page.count == 6)
    #expect(RowFile<Job.Trouble>.read(path, offset: 1, limit: 2).rows.map(\.file) == ["1", "2"])
  }

  @Test func questionsDoNotWaitForBatches() async throws {
    let folder = try TestFolder()
    let store = try store(folder)
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    let order = Mutex<[Job.Kind]>([])
    let runner = JobRunner(store) { job, tell throws(Problem) in
      if job.kind == .protect { for await _ in stops { break } }
      order.withLock { $0.append(job.kind) }
      return .done
    }
    let batch = try store.create(.protect)
    let question = try store.create(.check)
    runner.enqueue(batch.id, step: .run) { $0.state == .waiting }
    runner.enqueue(question.id, step: .run) { $0.state == .waiting }
    for await _ in runner.watch(question.id) {}
    #expect(store.job(question.id)?.state == .done)
    #expect(store.job(batch.id)?.state == .working)
    stop.yield()
    for await _ in runner.watch(batch.id) {}
    #expect(order.withLock { $0 } == [.check, .protect])
  }

  @Test func aWaitingJobIsCancelledAtOnceAndAFailureIsKept() async throws {
    let folder = try TestFolder()
    let store = try store(folder)
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    let runner = JobRunner(store) { job, tell throws(Problem) in
      for await _ in stops { break }
      throw WebProblem.noFiles
    }
    let first = try store.create(.check)
    let second = try store.create(.check)
    runner.enqueue(first.id, step: .run) { $0.state == .waiting }
    runner.enqueue(second.id, step: .run) { $0.state == .waiting }
    #expect(!runner.enqueue(first.id, step: .run) { $0.state == .waiting })
    runner.cancel(second.id)
    #expect(store.job(second.id)?.state == .cancelled)
    stop.yield()
    var last = JobProgress()
    for await progress in runner.watch(first.id) { last = progress }
    #expect(last.state == .failed)
    #expect(store.job(first.id)?.trouble?.code == WebProblem.noFiles.code)
  }
}
