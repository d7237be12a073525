import Files
import Glibc
import Testing

@Suite struct AtomicFileTests {
  @Test func writesAndReplaces() throws {
    let scratch = try Scratch()
    let path = scratch.file("图.jpg")
    try AtomicFile.write([1, 2], to: path, mode: 0o600, replacing: false)
    #expect(try FileBytes.read(path, atMost: 9) == [1, 2])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(code { try AtomicFile.write([3], to: path, replacing: false) } == .alreadyExists)
    #expect(try FileBytes.read(path, atMost: 9) == [1, 2])
    try AtomicFile.write([], to: path, replacing: true)
    #expect(try FileBytes.read(path, atMost: 9) == [])
    #expect(try scratch.names() == ["图.jpg"])
  }

  @Test func leavesNothingBehindOnFailure() throws {
    let scratch = try Scratch()
    try scratch.put("folder/inside")
    for path in ["folder", "folder/", ".", "folder/.."] {
      let found = code { try AtomicFile.write([1], to: scratch.file(path), replacing: true) }
      #expect(found == .notARegularFile)
    }
    let missing = scratch.file("nowhere/a")
    #expect(code { try AtomicFile.write([1], to: missing, replacing: true) } == .notFound)
    let long = scratch.file(String(repeating: "n", count: 256))
    #expect(code { try AtomicFile.write([1], to: long, replacing: true) } == .ioFailed)
    #expect(try scratch.names() == ["folder"])
  }

  @Test func longNamesStillHaveATemporary() throws {
    let scratch = try Scratch()
    let name = String(repeating: "图", count: 85)
    #expect(name.utf8.count == 255)
    let prepared = try AtomicFile.prepare([7], for: scratch.file(name))
    #expect(try scratch.names().count == 1)
    try prepared.commit(replacing: false)
    #expect(try scratch.names() == [name])
  }

  @Test func droppingAPreparedFileRemovesIt() throws {
    let scratch = try Scratch()
    do {
      let prepared = try AtomicFile.prepare([7], for: scratch.file("a"))
      #expect(prepared.path == scratch.file("a"))
      let names = try scratch.names()
      #expect(names.count == 1 && names[0].hasPrefix(".a."))
      #expect(names[0].hasSuffix(".yuantu-partial"))
      _ = consume prepared
    }
    #expect(try scratch.names().isEmpty)
  }

  @Test func commitRefusesWhatAppearedMeanwhile() throws {
    let scratch = try Scratch()
    let prepared = try AtomicFile.prepare([7], for: scratch.file("a"))
    try scratch.put("a", "other")
    var found: FilesError.Code?
    do throws(FilesError) {
      try prepared.commit(replacing: false)
    } catch {
      found = error.code
    }
    #expect(found == .alreadyExists)
    #expect(try scratch.names() == ["a"])
  }

  @Test func removesOnlyStalePartials() throws {
    let scratch = try Scratch()
    try scratch.put(".a.12ab.yuantu-partial")
    try scratch.put("visible.yuantu-partial")
    try scratch.put(".other")
    mkfifo(scratch.file(".pipe.yuantu-partial"), 0o600)
    try scratch.link(".link.yuantu-partial", to: "visible.yuantu-partial")
    let prepared = try AtomicFile.prepare([7], for: scratch.file("live"))
    let removed = try AtomicFile.removeStalePartials(in: scratch.path)
    #expect(removed == [".a.12ab.yuantu-partial"])
    try prepared.commit(replacing: false)
    let expected = [
      ".link.yuantu-partial", ".other", ".pipe.yuantu-partial", "live", "visible.yuantu-partial",
    ]
    #expect(try scratch.names() == expected)
  }

  @Test func aLinkIsReplacedNotItsTarget() throws {
    let scratch = try Scratch()
    try scratch.put("target", "kept")
    try scratch.link("link", to: "target")
    try AtomicFile.write([1], to: scratch.file("link"), replacing: true)
    #expect(try FileBytes.read(scratch.file("target"), atMost: 9) == Array("kept".utf8))
    #expect(try FileBytes.read(scratch.file("link"), atMost: 9) == [1])
  }

  @Test func bareNamesLandInTheCurrentDirectory() throws {
    let name = "-bare-\(UInt64.random(in: 0...(.max)))"
    try AtomicFile.write([1], to: name, replacing: false)
    #expect(try FileBytes.read("./\(name)", atMost: 9) == [1])
    #expect(unlink(name) == 0)
  }
}
