import Files
import Glibc
import Testing

@Suite struct FolderWalkTests {
  @Test func listsRecursivelyInByteOrder() throws {
    let scratch = try Scratch()
    for name in ["b", "a/z", "a/B", "A", "a-1", "图/图.jpg", ".hidden", "c/.x/y", "a/.q"] {
      try scratch.put(name)
    }
    try scratch.put(".b.1.yuantu-partial")
    let found = FolderWalk.files(under: [scratch.path])
    #expect(found.problems.isEmpty)
    #expect(found.files.map(\.relativePath) == ["A", "a-1", "a/B", "a/z", "b", "图/图.jpg"])
    #expect(found.files.map(\.path) == found.files.map { scratch.file($0.relativePath) })
    let slash = FolderWalk.files(under: [scratch.path + "/"])
    #expect(slash.files.map(\.path) == found.files.map(\.path))
  }

  @Test func fileArgumentsKeepTheirNameAndTheOrderOfArguments() throws {
    let scratch = try Scratch()
    try scratch.put("z/one")
    try scratch.put(".own")
    let found = FolderWalk.files(
      under: [scratch.file("z/one"), scratch.file(".own"), scratch.file("missing")])
    #expect(found.files.map(\.relativePath) == ["one", ".own"])
    #expect(found.problems.map(\.code) == [.notFound])
    #expect(found.problems.map(\.path) == [scratch.file("missing")])
  }

  @Test func linksAreFollowedAndLoopsEnd() throws {
    let scratch = try Scratch()
    try scratch.put("real/file")
    try scratch.put("outside-target", "")
    try scratch.link("real/up", to: "..")
    try scratch.link("alias", to: "real")
    try scratch.link("file-link", to: "real/file")
    try scratch.link("self", to: "self")
    try scratch.link("dangling", to: "nowhere")
    let found = FolderWalk.files(under: [scratch.path])
    #expect(found.files.map(\.relativePath) == ["file-link", "outside-target", "real/file"])
    #expect(found.problems.map(\.code) == [.notFound, .ioFailed])
    #expect(found.problems.map(\.path) == [scratch.file("dangling"), scratch.file("self")])
  }

  @Test func linkedFoldersOutsideAreWalkedOnce() throws {
    let scratch = try Scratch()
    try scratch.put("elsewhere/file")
    try scratch.put("root/own")
    try scratch.link("root/one", to: "../elsewhere")
    try scratch.link("root/two", to: "../elsewhere")
    let found = FolderWalk.files(under: [scratch.file("root")])
    #expect(found.files.map(\.relativePath) == ["one/file", "own"])
    let again = FolderWalk.files(under: [scratch.file("root"), scratch.file("root")])
    #expect(again.files == found.files)
  }

  @Test func excludedPathsAreLeftOutHoweverReached() throws {
    let scratch = try Scratch()
    for name in ["in/a", "in/out/b", "in/c"] { try scratch.put(name) }
    try scratch.link("in/to-out", to: "out")
    let found = FolderWalk.files(
      under: [scratch.file("in")],
      excluding: [scratch.file("in/../in/out"), scratch.file("in/c"), scratch.file("missing")])
    #expect(found.files.map(\.relativePath) == ["a"])
    #expect(found.problems.isEmpty)
  }

  @Test func oddEntriesBecomeProblemsOrAreSkipped() throws {
    let scratch = try Scratch()
    try scratch.put("good")
    mkfifo(scratch.file("pipe"), 0o600)
    let bad = Array(scratch.path.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xFF), 0x41, 0]
    #expect(close(open(bad, O_WRONLY | O_CREAT, 0o600)) == 0)
    let found = FolderWalk.files(under: [scratch.path, scratch.file("pipe")])
    #expect(found.files.map(\.relativePath) == ["good"])
    #expect(found.problems.map(\.code) == [.nameNotUTF8, .notARegularFile])
  }

  @Test func depthIsBounded() throws {
    let scratch = try Scratch()
    let deep = (0..<70).map { _ in "d" }.joined(separator: "/")
    try scratch.put("top")
    try scratch.put(deep + "/file")
    let found = FolderWalk.files(under: [scratch.path])
    #expect(found.files.map(\.relativePath) == ["top"])
    #expect(found.problems.map(\.code) == [.tooLarge])
  }
}
