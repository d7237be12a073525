import Files
import Glibc
import Testing

@Suite struct ReadingTests {
  @Test func readsWholeFilesUpToTheBound() throws {
    let scratch = try Scratch()
    try scratch.put("a", "hello")
    try scratch.put("empty", "")
    #expect(try FileBytes.read(scratch.file("a"), atMost: 5) == Array("hello".utf8))
    #expect(try FileBytes.read(scratch.file("empty"), atMost: 0) == [])
    #expect(code { _ = try FileBytes.read(scratch.file("a"), atMost: 4) } == .tooLarge)
  }

  @Test func refusesWhatIsNotARegularFileWithoutWaiting() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
    for path in [scratch.path, scratch.file("pipe"), "/dev/zero"] {
      #expect(code { _ = try FileBytes.read(path, atMost: 9) } == .notARegularFile)
      #expect(code { _ = try FileFacts.of(path) } == .notARegularFile)
    }
    for path in ["", "a\0b", scratch.file("missing"), scratch.file("missing/deep")] {
      #expect(code { _ = try FileBytes.read(path, atMost: 9) } == .notFound)
    }
  }

  @Test func followsLinksToFiles() throws {
    let scratch = try Scratch()
    try scratch.put("a", "hello")
    try scratch.link("b", to: "a")
    #expect(try FileBytes.read(scratch.file("b"), atMost: 5).count == 5)
    #expect(try FileFacts.of(scratch.file("b")) == FileFacts.of(scratch.file("a")))
  }

  @Test func chunksCoverTheFileInOrder() throws {
    let scratch = try Scratch()
    try scratch.put("a", "abcdefghij")
    for size in [1, 3, 5, 10, 11] {
      var pieces: [String] = []
      let facts = try FileChunks.forEach(scratch.file("a"), chunkSize: size) {
        pieces.append(String(decoding: $0, as: UTF8.self))
      }
      #expect(pieces.joined() == "abcdefghij")
      #expect(pieces.count == (10 + size - 1) / size)
      #expect(facts.size == 10)
    }
  }

  @Test(arguments: ["grows", "shrinks", "rewritten"])
  func noticesWritingDuringReading(_ change: String) throws {
    let scratch = try Scratch()
    try scratch.put("a", "abcdefghij")
    let path = scratch.file("a")
    var isFirst = true
    let found = code {
      try FileChunks.forEach(path, chunkSize: 4) { _ in
        guard isFirst else { return }
        isFirst = false
        switch change {
        case "grows": truncate(path, 1000)
        case "shrinks": truncate(path, 5)
        default:
          var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 5)]
          utimensat(AT_FDCWD, path, &times, 0)
        }
      }
    }
    #expect(found == .changedWhileReading)
  }

  /// A file whose length is reported as 0 although it has contents cannot be trusted to be stable.
  @Test func refusesFilesLongerThanTheySay() {
    #expect(code { _ = try FileBytes.read("/proc/version", atMost: 9999) } == .changedWhileReading)
  }

  @Test func reportsUnreadableFiles() throws {
    guard getuid() != 0 else { return }
    let scratch = try Scratch()
    try scratch.put("a")
    chmod(scratch.file("a"), 0)
    #expect(code { _ = try FileBytes.read(scratch.file("a"), atMost: 9) } == .permissionDenied)
  }
}
