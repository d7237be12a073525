import Files
import Foundation
import Testing
import Trust

@testable import Cases

@Test(arguments: [false, true])
func packageIsReadAsItWasWritten(asArchive: Bool) throws {
  let scratch = try Scratch()
  let written = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: asArchive,
    seal: try SamplePackage.seal())
  let package = try PackageReader(scratch.path("case"))
  #expect(package.index == written.index)
  #expect(Digest.sha256(package.indexBytes) == written.digest)
  #expect(package.present.count == package.index.files.count + 2)
  for file in package.index.files {
    #expect(try package.digest(file.path) == file.sha256, "\(file.path)")
    #expect(package.present[file.path] == file.bytes)
  }
  // Nothing is left beside it.
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder) == ["case"])
}

@Test(arguments: [SignatureAlgorithm.es256, .edDSA, .ps256])
func openSSLAndSha256sumAcceptAPackage(algorithm: SignatureAlgorithm) throws {
  let scratch = try Scratch()
  let seal = try SamplePackage.seal(algorithm)
  _ = try PackageWriter.write(
    SamplePackage.package(), to: scratch.path("case"), asArchive: false, seal: seal)
  // The commands of the instructions, as they are printed.
  try scratch.python(
    """
    import re, subprocess
    text = open("case/09_verify/how-to-check.txt", encoding="utf-8").read()
    commands = re.findall(r"^ +((?:sha256sum|openssl) .*)$", text, re.M)
    assert len(commands) == 5, commands
    for command in commands:
        subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd="case", check=True,
                       stdout=subprocess.DEVNULL)
    """)
}

@Test func aPackageIsNeverPutOverAnother() throws {
  let scratch = try Scratch()
  try Directory.create(scratch.path("case"))
  let seal = try SamplePackage.seal()
  #expect(throws: PackageError.self) {
    try PackageWriter.write(
      SamplePackage.package(), to: scratch.path("case"), asArchive: false, seal: seal)
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("case")).isEmpty)
}

@Test(
  arguments: [
    ("../a.txt", PackageError.Code.unsafeName), ("/a.txt", .unsafeName), ("a//b", .unsafeName),
    ("说明.txt", .unsafeName), ("-rf", .unsafeName), ("05_records/x", .unsafeName),
    ("index.json", .unsafeName), ("00_readme.TXT", .duplicateName),
  ])
func unsafeNamesAreNotWritten(path: String, code: PackageError.Code) throws {
  let scratch = try Scratch()
  var package = SamplePackage.package()
  package.entries.append(SamplePackage.entry(path, .log, "x"))
  let error = try #require(throws: PackageError.self) {
    try PackageWriter.write(
      package, to: scratch.path("case"), asArchive: false, seal: try SamplePackage.seal())
  }
  #expect(error.code == code)
  #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).isEmpty)
}

@Test func originalsAndKeysAreNotForTheOtherSide() throws {
  let scratch = try Scratch()
  let seal = try SamplePackage.seal()
  var packages = [PackageEntry.Role.original, .rights, .upload].map {
    SamplePackage.package(form: .shareable, entries: [SamplePackage.entry("a", $0, "x")])
  }
  var withKey = SamplePackage.package(form: .shareable)
  withKey.records = [
    PackageRecord(
      id: Digest.sha256([]), store: [], subject: nil,
      pictureKey: [UInt8](repeating: 1, count: 32))
  ]
  packages.append(withKey)
  for package in packages {
    let error = try #require(throws: PackageError.self) {
      try PackageWriter.write(package, to: scratch.path("case"), asArchive: false, seal: seal)
    }
    #expect(error.code == .wrongForm)
  }
}

@Test func aFileThatIsNotTheRecordedOneStopsThePackage() throws {
  let scratch = try Scratch()
  try AtomicFile.write([1, 2, 3], to: scratch.path("a.jpg"), replacing: false)
  var package = SamplePackage.package()
  package.entries.append(
    PackageEntry(
      path: "06_originals/a.jpg", role: .original, words: SamplePackage.words,
      content: .file(scratch.path("a.jpg"), sha256: Digest.sha256([1, 2]))))
  let error = try #require(throws: PackageError.self) {
    try PackageWriter.write(
      package, to: scratch.path("case"), asArchive: true, seal: try SamplePackage.seal())
  }
  #expect(error.code == .sourceChanged)
}
