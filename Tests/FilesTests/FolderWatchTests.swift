import Files
import Foundation
import Glibc
import Testing

@Suite struct FolderWatchTests {
  @Test func aFileIsReportedWhenItsWriterClosesItAndNotBefore() throws {
    let scratch = try Scratch()
    var watch = try FolderWatch()
    #expect(try watch.add(scratch.path))
    let writer = open(scratch.file("a"), O_WRONLY | O_CREAT, 0o600)
    write(writer, "half", 4)
    #expect(try watch.events().isEmpty)
    close(writer)
    #expect(try watch.events() == [.fileCompleted(scratch.file("a"))])
    let reader = open(scratch.file("a"), O_RDONLY)
    close(reader)
    #expect(try watch.events().isEmpty)
  }

  @Test func movedAndLinkedFilesAreComplete() throws {
    let scratch = try Scratch()
    try scratch.put("elsewhere/a")
    try scratch.put("in/.keep")
    var watch = try FolderWatch()
    _ = try watch.add(scratch.file("in"))
    rename(scratch.file("elsewhere/a"), scratch.file("in/图"))
    link(scratch.file("in/图"), scratch.file("in/hard"))
    try scratch.link("in/soft", to: "图")
    try scratch.link("in/dangling", to: "nowhere")
    #expect(
      try watch.events() == ["图", "hard", "soft"].map { .fileCompleted(scratch.file("in/\($0)")) })
  }

  @Test func newAndMovedFoldersAreReportedAndTheirFormerWatchesEnd() throws {
    let scratch = try Scratch()
    try scratch.put("in/old/.keep")
    var watch = try FolderWatch()
    _ = try watch.add(scratch.file("in"))
    _ = try watch.add(scratch.file("in/old"))
    mkdir(scratch.file("in/made"), 0o700)
    #expect(try watch.events() == [.folderAppeared(scratch.file("in/made"))])
    rename(scratch.file("in/old"), scratch.file("in/new"))
    #expect(try watch.events() == [.folderAppeared(scratch.file("in/new"))])
    #expect(watch.count == 1)
    #expect(try watch.add(scratch.file("in/new")))
    try scratch.put("in/new/file")
    #expect(try watch.events() == [.fileCompleted(scratch.file("in/new/file"))])
  }

  @Test func aFolderIsWatchedByOnePath() throws {
    let scratch = try Scratch()
    try scratch.put("real/.keep")
    try scratch.link("alias", to: "real")
    var watch = try FolderWatch()
    #expect(try watch.add(scratch.file("real")))
    #expect(try watch.add(scratch.file("real")))
    #expect(try !watch.add(scratch.file("alias")))
    #expect(code { _ = try watch.add(scratch.file("real/.keep")) } == .notFound)
    #expect(code { _ = try watch.add(scratch.file("missing")) } == .notFound)
  }

  @Test func aFolderThatGoesIsReported() throws {
    let scratch = try Scratch()
    for name in ["removed", "moved"] { try scratch.put("\(name)/.keep") }
    var watch = try FolderWatch()
    _ = try watch.add(scratch.file("removed"))
    _ = try watch.add(scratch.file("moved"))
    try FileManager.default.removeItem(atPath: scratch.file("removed"))
    rename(scratch.file("moved"), scratch.file("away"))
    #expect(
      try watch.events() == [
        .folderGone(scratch.file("removed")), .folderGone(scratch.file("moved")),
      ])
    #expect(watch.count == 0)
  }

  @Test func namesThatAreNotTextAreReportedAsSuch() throws {
    let scratch = try Scratch()
    var watch = try FolderWatch()
    _ = try watch.add(scratch.path)
    let bad = Array(scratch.path.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xFF), 0]
    close(open(bad, O_WRONLY | O_CREAT, 0o600))
    let seen = try watch.events()
    #expect(!seen.isEmpty)
    #expect(Set(seen) == [.nameNotUTF8(scratch.file("\u{FFFD}"))])
  }

  @Test func anOverflowOfTheSystemsQueueIsReported() throws {
    let text = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let room = try #require(Int(text.filter(\.isNumber)))
    // Where the queue is very long the test would take too long.
    guard room <= 65_536 else { return }
    let scratch = try Scratch()
    try scratch.put("a")
    try scratch.put("b")
    var watch = try FolderWatch()
    _ = try watch.add(scratch.path)
    // Equal events one after the other are joined, so two files take turns.
    for _ in 0...(room / 2) {
      for name in ["a", "b"] { close(open(scratch.file(name), O_WRONLY)) }
    }
    var isReported = false
    for _ in 0..<100 where !isReported {
      isReported = try watch.events().contains(.overflowed)
    }
    #expect(isReported)
  }

  @Test func eventsAndSignalsEndTheWaiting() async throws {
    let scratch = try Scratch()
    let start = ContinuousClock.now
    let wake = try WakeSignal()
    var watch = try FolderWatch()
    _ = try watch.add(scratch.path)
    let descriptor = watch.readiness
    async let happened: Void = wake.wait(orFor: descriptor, seconds: 60)
    try scratch.put("a")
    await happened
    #expect(try watch.events() == [.fileCompleted(scratch.file("a"))])
    async let given: Void = wake.wait(orFor: descriptor, seconds: 60)
    wake.give()
    await given
    await wake.wait(seconds: 60)
    #expect(ContinuousClock.now - start < .seconds(50))
  }

  @Test func foldersKnowWhatIsBelowThem() throws {
    let scratch = try Scratch()
    try scratch.put("out/in/deep/.keep")
    try scratch.put("out-side/.keep")
    try scratch.link("alias", to: "out/in")
    for path in ["out", "out/in", "out/in/deep", "alias", "out/in/../in/deep/"] {
      #expect(Directory.contains(scratch.file("out"), scratch.file(path)), "\(path)")
    }
    for path in ["out-side", "", "missing", "out/in/deep/.keep"] {
      #expect(!Directory.contains(scratch.file("out"), scratch.file(path)), "\(path)")
    }
  }

  @Test func aWalkTellsOfFoldersBeforeItReadsThemAndCanBeKeptOut() throws {
    let scratch = try Scratch()
    for name in ["in/a/x", "in/b/y", "in/z"] { try scratch.put(name) }
    var seen: [String] = []
    let found = FolderWalk.files(under: [scratch.file("in")]) { folder in
      seen.append(folder.relativePath)
      if folder.relativePath.isEmpty { try? scratch.put("in/late") }
      return folder.relativePath != "b"
    }
    #expect(seen == ["", "a", "b"])
    #expect(found.files.map(\.relativePath) == ["a/x", "late", "z"])
  }
}
