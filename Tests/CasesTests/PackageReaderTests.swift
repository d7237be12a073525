import Files
import Foundation
import Testing
import Trust

@testable import Cases

/// Archives that Python's zipfile makes, and what they are refused for.
private let hostileArchives: [(name: String, script: String, code: PackageError.Code)] = [
  ("climbs out", "z.writestr('../x', b'1')", .unsafeName),
  ("climbs out inside", "z.writestr('a/../../x', b'1')", .unsafeName),
  ("absolute", "z.writestr('/etc/x', b'1')", .unsafeName),
  ("a drive", "z.writestr('C:/x', b'1')", .unsafeName),
  ("backslashes", "z.writestr('..\\\\x', b'1')", .unsafeName),
  ("a hidden file", "z.writestr('.x', b'1')", .unsafeName),
  ("twice", "z.writestr('x', b'1'); z.writestr('x', b'2')", .duplicateName),
  ("twice but for capitals", "z.writestr('x', b'1'); z.writestr('X', b'2')", .duplicateName),
  (
    "a link",
    "i = zipfile.ZipInfo('x'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')",
    .notAFile
  ),
  (
    "a device",
    "i = zipfile.ZipInfo('x'); i.create_system = 3; i.external_attr = 0o020666 << 16; z.writestr(i, '')",
    .notAFile
  ),
  (
    "a bomb", "z.writestr('x', b'\\0' * (300 << 20), zipfile.ZIP_DEFLATED, 9)", .compressionBomb
  ),
  ("thousands", "[z.writestr(f'{i}', b'') for i in range(9000)]", .tooManyFiles),
  ("somebody else's", "z.writestr('x', b'1')", .notAPackage),
]

@Test(arguments: hostileArchives.indices)
func hostileArchivesAreRefusedAsAWhole(index: Int) throws {
  let (name, script, code) = hostileArchives[index]
  let scratch = try Scratch()
  try scratch.python(
    """
    import warnings, zipfile
    warnings.simplefilter("ignore")
    with zipfile.ZipFile("case.zip", "w") as z:
        \(script)
    """)
  let error = try #require(throws: PackageError.self) {
    try PackageReader(scratch.path("case.zip"))
  }
  #expect(error.code == code, "\(name)")
}

@Test func aSizeThatLiesIsNoticedWhileUnpacking() throws {
  let scratch = try Scratch()
  try scratch.python(
    """
    import zipfile, struct
    with zipfile.ZipFile("case.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("index.json", b'{"format":"yuantu-package"}' + b" " * 5000)
    data = bytearray(open("case.zip", "rb").read())
    for mark, offset in ((b"PK\\1\\2", 24), (b"PK\\3\\4", 22)):
        struct.pack_into("<I", data, data.index(mark) + offset, 100)
    open("case.zip", "wb").write(data)
    """)
  #expect(throws: PackageError.self) { try PackageReader(scratch.path("case.zip")) }
}

@Test func anythingThatIsNoArchiveIsRefused() throws {
  let scratch = try Scratch()
  for bytes in [[], Array("PK".utf8), [UInt8](repeating: 7, count: 4000)] {
    try AtomicFile.write(bytes, to: scratch.path("case.zip"), replacing: true)
    #expect(throws: PackageError.self) { try PackageReader(scratch.path("case.zip")) }
  }
  #expect(throws: PackageError.self) { try PackageReader(scratch.path("nothing")) }
}

@Test func linksInAFolderAreRefused() throws {
  let scratch = try Scratch()
  _ = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: false,
    seal: try SamplePackage.seal())
  #expect(symlink("/etc/passwd", scratch.path("case/04_suspect/link")) == 0)
  let error = try #require(throws: PackageError.self) { try PackageReader(scratch.path("case")) }
  #expect(error.code == .notAFile)
}

@Test func aFolderPackedAgainWithItsNameIsStillThePackage() throws {
  let scratch = try Scratch()
  let written = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: false,
    seal: try SamplePackage.seal())
  try scratch.python(
    "import shutil; shutil.make_archive('again', 'zip', '.', 'case')")
  let package = try PackageReader(scratch.path("again.zip"))
  #expect(package.index == written.index)
  #expect(try package.digest("00_README.txt") == Digest.sha256(Array("read me".utf8)))
}

@Test func packagesOverTheLimitsAreRefused() throws {
  let scratch = try Scratch()
  _ = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: false,
    seal: try SamplePackage.seal())
  var few = PackageLimits()
  few.files = 3
  var small = PackageLimits()
  small.fileBytes = 100
  var light = PackageLimits()
  light.totalBytes = 1000
  var short = PackageLimits()
  short.indexBytes = 10
  for (limits, code) in [
    (few, PackageError.Code.tooManyFiles), (small, .tooLarge), (light, .tooLarge),
    (short, .tooLarge),
  ] {
    let error = try #require(throws: PackageError.self) {
      try PackageReader(scratch.path("case"), limits: limits)
    }
    #expect(error.code == code)
  }
}

@Test(
  arguments: [
    ("\"version\" : 1", "\"version\" : 2", PackageError.Code.unsupportedVersion),
    ("yuantu-package", "other-package", .notAPackage),
    ("\"kind\"", "\"form\"", .malformedIndex), ("\"readme\"", "\"poem\"", .malformedIndex),
    ("04_suspect/a.jpg", "../suspect/a.jpg", .unsafeName),
    ("04_suspect/a.jpg", "00_README.TXT", .duplicateName),
  ])
func anIndexThatContradictsItselfIsRefused(
  old: String, new: String, code: PackageError.Code
) throws {
  let scratch = try Scratch()
  _ = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: false,
    seal: try SamplePackage.seal())
  let text = String(
    decoding: try FileBytes.read(scratch.path("case/index.json"), atMost: 1 << 20), as: UTF8.self)
  let changed = text.replacingOccurrences(of: old, with: new)
  #expect(changed != text)
  let error = try #require(throws: PackageError.self) {
    try PackageReader(
      MemorySource(contents: ["index.json": Array(changed.utf8)]), at: "case")
  }
  #expect(error.code == code)
}
