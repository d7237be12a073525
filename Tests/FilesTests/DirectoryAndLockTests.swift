import Files
import Glibc
import Testing

@Suite struct DirectoryAndLockTests {
  @Test func privateFoldersAreForTheirOwnerOnly() throws {
    let scratch = try Scratch()
    let path = scratch.file("a/b//c/")
    try Directory.createPrivate(path)
    try Directory.createPrivate(path)
    for name in ["a", "a/b", "a/b/c"] {
      var status = stat()
      #expect(stat(scratch.file(name), &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o700)
    }
    try scratch.put("file")
    #expect(code { try Directory.createPrivate(scratch.file("file")) } == .alreadyExists)
    #expect(code { try Directory.createPrivate(scratch.file("file/x")) } == .alreadyExists)
    #expect(code { try Directory.createPrivate("") } == .notFound)
    try Directory.createPrivate("/")
  }

  @Test func aLockIsHeldByOne() throws {
    let scratch = try Scratch()
    let path = scratch.file("lock")
    do {
      let first = try FileLock.acquire(path)
      let isHeld = first != nil
      #expect(isHeld)
      let second = try FileLock.acquire(path)
      let isHeldTwice = second != nil
      #expect(!isHeldTwice)
      _ = consume first
    }
    let third = try FileLock.acquire(path)
    let isHeldAgain = third != nil
    #expect(isHeldAgain)
  }

  @Test func aSharedLockKeepsOutOnlyWhoWantsItAlone() throws {
    let scratch = try Scratch()
    let path = scratch.file("lock")
    do {
      let first = try FileLock.acquire(path, shared: true)
      let second = try FileLock.acquire(path, shared: true)
      let third = try FileLock.acquire(path)
      let held = (first != nil, second != nil, third != nil)
      #expect(held == (true, true, false))
      _ = consume first
      _ = consume second
    }
    let alone = try FileLock.acquire(path)
    let shared = try FileLock.acquire(path, shared: true)
    let held = (alone != nil, shared != nil)
    #expect(held == (true, false))
  }
}
