import Files
import Foundation
import Testing
import Wording

@testable import Yuantu

@Suite struct IncomingFilesTests {
  let scene: ProductScene

  init() throws { scene = try ProductScene() }

  private func put(_ name: String, _ text: String) throws -> FoundFile {
    let path = "\(scene.folder)/\(name)"
    try AtomicFile.write(Array(text.utf8), to: path, replacing: true)
    return FoundFile(path: path, relativePath: name)
  }

  @Test func aFileIsTakenOnceAfterItHasSettled() throws {
    let file = try put("a.jpg", "picture")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    #expect(incoming.due(at: 0.5, atMost: 9) == [])
    #expect(incoming.nextDue == 1)
    #expect(incoming.due(at: 1, atMost: 9) == [file])
    #expect(incoming.due(at: 9, atMost: 9) == [])
    incoming.finish(file, .done, at: 2)
    incoming.notice(file, at: 3)
    incoming.found([file], at: 3)
    #expect(incoming.due(at: 9, atMost: 9) == [])
    #expect(incoming.count == 0)
    _ = try put("a.jpg", "another picture")
    incoming.found([file], at: 10)
    #expect(incoming.due(at: 11, atMost: 9) == [file])
  }

  @Test func aFileThatStillGrowsWaitsLonger() throws {
    let file = try put("a.jpg", "pic")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    _ = try put("a.jpg", "picture")
    #expect(incoming.due(at: 1, atMost: 9) == [])
    #expect(incoming.due(at: 1.9, atMost: 9) == [])
    #expect(incoming.due(at: 2, atMost: 9) == [file])
  }

  @Test func whatGoesBeforeItsTimeIsForgotten() throws {
    let file = try put("a.jpg", "picture")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    try FileManager.default.removeItem(atPath: file.path)
    #expect(incoming.due(at: 1, atMost: 9) == [])
    #expect(incoming.count == 0)
  }

  @Test func aHalfFileIsGivenTimeAndThenJudged() throws {
    let file = try put("a.jpg", "half")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    #expect(incoming.due(at: 1, atMost: 9) == [file])
    let isFirst = incoming.finish(file, .incomplete, at: 2)
    #expect(isFirst)
    #expect(incoming.due(at: 31, atMost: 9) == [])
    // Nothing but a close without a change: the time is not shortened.
    incoming.notice(file, at: 10)
    #expect(incoming.due(at: 11, atMost: 9) == [])
    #expect(incoming.due(at: 32, atMost: 9) == [file])
    let isStillOpen = incoming.finish(file, .incomplete, at: 33)
    #expect(!isStillOpen)
    incoming.found([file], at: 34)
    #expect(incoming.due(at: 99, atMost: 9) == [])
    _ = try put("a.jpg", "half and half")
    incoming.notice(file, at: 100)
    #expect(incoming.due(at: 101, atMost: 9) == [file])
  }

  @Test func anEmptyFileIsGivenTimeWithoutBeingRead() throws {
    let file = try put("a.jpg", "")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    #expect(incoming.due(at: 1, atMost: 9) == [])
    #expect(incoming.due(at: 31, atMost: 9) == [file])
  }

  @Test func failuresThatMayPassAreTriedAgainAndWhatWasNotReachedAtOnce() throws {
    let files = [try put("a.jpg", "a"), try put("b.jpg", "b")]
    var incoming = IncomingFiles()
    incoming.found(files, at: 0)
    #expect(incoming.due(at: 1, atMost: 9) == files)
    incoming.finish(files[0], .failed, at: 2)
    incoming.finish(files[1], .untouched, at: 2)
    #expect(incoming.due(at: 2, atMost: 9) == [files[1]])
    #expect(incoming.due(at: 61, atMost: 9) == [])
    #expect(incoming.due(at: 62, atMost: 9) == [files[0]])
  }

  @Test func aChangeDuringTheWorkIsNotLost() throws {
    let file = try put("a.jpg", "old")
    var incoming = IncomingFiles()
    incoming.notice(file, at: 0)
    #expect(incoming.due(at: 1, atMost: 9) == [file])
    _ = try put("a.jpg", "newer")
    incoming.notice(file, at: 1.5)
    incoming.finish(file, .failed, at: 2)
    #expect(incoming.due(at: 2.5, atMost: 9) == [file])
  }

  @Test func batchesAreBoundedAndInOrder() throws {
    let files = try ["c.jpg", "a.jpg", "b.jpg"].map { try put($0, $0) }
    var incoming = IncomingFiles()
    incoming.found(files, at: 0)
    #expect(incoming.due(at: 1, atMost: 2).map(\.relativePath) == ["a.jpg", "b.jpg"])
    #expect(incoming.due(at: 1, atMost: 2).map(\.relativePath) == ["c.jpg"])
  }

  @Test func tooManyAreLeftForTheNextLook() throws {
    let file = try put("a.jpg", "a")
    var incoming = IncomingFiles()
    for number in 0..<IncomingFiles.most {
      incoming.notice(
        FoundFile(path: "/nowhere/\(number).jpg", relativePath: "\(number).jpg"), at: 0)
    }
    #expect(!incoming.isIncomplete)
    incoming.notice(file, at: 0)
    #expect(incoming.isIncomplete)
    #expect(incoming.count == IncomingFiles.most)
    #expect(incoming.due(at: 1, atMost: 9) == [])
    incoming.found([file], at: 2)
    #expect(!incoming.isIncomplete)
    #expect(incoming.due(at: 3, atMost: 9) == [file])
  }

  @Test(arguments: [
    "a.jpg.part", "a.JPG.CRDOWNLOAD", "a.tmp", "a.jpg~", "~$a.jpg", ".a.jpg", "a.jpg.filepart",
  ])
  func unfinishedNamesAreLeftAlone(name: String) throws {
    var incoming = IncomingFiles()
    incoming.notice(FoundFile(path: "/x/\(name)", relativePath: name), at: 0)
    #expect(incoming.count == 0)
  }

  @Test(arguments: ["a.jpg", "part.jpg", "tmp", "a.tmp.png", "图~1.jpg"])
  func finishedNamesAreTaken(name: String) throws {
    #expect(!UnfinishedName.isOne(name))
  }

  @Test func problemsSayWhetherToWait() {
    func outcome(_ code: String) -> IncomingFiles.Outcome {
      FileOutcomes.outcome(of: Problem(code: code, text: LocalizedText("某", "some")))
    }
    for code in ["codec.truncated", "codec.corrupt", "file.changedWhileReading"] {
      #expect(outcome(code) == .incomplete)
    }
    for code in ["codec.notAnImage", "marking.pictureTooSmall", "slot.tooSmall"] {
      #expect(outcome(code) == .done)
    }
    for code in ["file.noSpace", "catalogue.busy", "output.exists", "keys.clock"] {
      #expect(outcome(code) == .failed)
    }
  }
}
