import Cases
import Codecs
import Files
import Foundation
import Testing
import Trust
import Wording

@testable import Yuantu

@Test func aFinishedPackageIsSoundAndTheSuspectIsTracedWithTheDisclosedKey() async throws {
  let scene = try await PackageScene(try ProductScene())
  let stranger = try FileBytes.read(
    try scene.product.photo("other/b.jpg", seed: 77), atMost: 1 << 24)
  let package = try scene.package(
    suspects: [scene.suspect, scene.copy, stranger, Array("<html>".utf8)])
  let review = try PackageReviewer.review(
    try scene.contents(of: package), examinesPictures: true)
  #expect(review.isSound)
  #expect(review.files.allSatisfy { $0.state == .pass })
  #expect(
    review.findings == [.signatureValid, .chainHolds, .signerNotCompared], "\(review.findings)")
  #expect(review.records.map(\.check) == [.pass, .pass])
  #expect(review.records[1].packageFindings == [.commitmentHolds])
  #expect(
    review.suspects.map(\.relation) == [.markAndContent, .identical, .notDetected, .notExamined])
  let traced = try #require(review.suspects.first)
  #expect(traced.recordCheck == .pass)
  #expect((traced.computedFalseMatchLog10 ?? 0) < -9)
  #expect(traced.match?.outputs.contains("06_originals/02_copy.jpg") == true)
}

@Test func eachChangedFileFailsAloneAndMissingAndUnlistedOnesAreNamed() async throws {
  let scene = try await PackageScene(try ProductScene())
  var contents = try scene.contents(of: try scene.package())
  contents["04_suspect/01.webp"]?[100] ^= 1
  contents["00_README.txt"] = nil
  contents["note.txt"] = [1]
  let review = try PackageReviewer.review(contents)
  let states = Dictionary(uniqueKeysWithValues: review.files.map { ($0.path, $0.state) })
  #expect(states["04_suspect/01.webp"] == .fail)
  #expect(states["00_README.txt"] == .missing)
  #expect(states["note.txt"] == .unlisted)
  #expect(states.values.count { $0 != .pass } == 3)
  #expect(review.findings.contains(.signatureValid))
  #expect(!review.isSound)
}

@Test func everyFlippedBitOfAPackageIsNoticed() async throws {
  let scene = try await PackageScene(try ProductScene())
  let contents = try scene.contents(of: try scene.package())
  #expect(try PackageReviewer.review(contents).isSound)
  let total = contents.values.reduce(0) { $0 + $1.count }
  var count = 0
  var missed: [String] = []
  // Every file has its share, at least eight places, spread evenly; the bits vary.
  for (path, bytes) in contents {
    let share = min(bytes.count, max(8, 2000 * bytes.count / total))
    for number in 0..<share {
      let place = (2 * number + 1) * bytes.count / (2 * share)
      var changed = contents
      changed[path]?[place] ^= 1 << UInt8(number % 8)
      let review = try? PackageReviewer.review(changed)
      if review?.isSound == true { missed.append("\(path)@\(place)") }
      count += 1
    }
  }
  #expect(count >= 2000)
  #expect(missed.isEmpty, "\(missed.prefix(10))")
}

@Test func anotherShopsPackageIsToldFromTheOneExpected() async throws {
  let product = try ProductScene()
  let scene = try await PackageScene(product)
  let other = try product.shop("别家", seed: 9)
  let contents = try scene.contents(of: try scene.package())
  let known = try PackageReviewer.review(contents, anchors: [scene.shop.root])
  #expect(known.isSound && known.findings.contains(.signerKnown))
  let foreign = try PackageReviewer.review(contents, anchors: [other.root])
  #expect(!foreign.isSound && foreign.findings.contains(.signerUnknown))
  #expect(foreign.records.allSatisfy { $0.check == .fail })
}

@Test func aListSignedAgainByAnotherKeyDoesNotFitItsRecords() async throws {
  let product = try ProductScene()
  let scene = try await PackageScene(product)
  let other = try product.shop("别家", seed: 9)
  let package = try scene.package()
  _ = try other.write(package, to: "\(product.folder)/case", asArchive: false)
  let review = try PackageReviewer(time: PackageScene.createdAt).review("\(product.folder)/case")
  #expect(review.findings.contains(.signatureValid))
  #expect(review.records.allSatisfy { $0.check == .fail })
  #expect(!review.isSound)
  #expect(review.suspects.first?.relation != .markAndContent)
}

@Test func recordsAndPackagesFromTheFutureFail() async throws {
  let scene = try await PackageScene(try ProductScene())
  var early = try scene.package()
  let contents = try scene.contents(of: early)
  let before = try PackageReviewer.review(contents, at: PackageScene.createdAt - 400_000)
  #expect(before.findings.contains(.madeInFuture))
  #expect(before.records.allSatisfy { $0.packageFindings.contains(.recordInFuture) })
  early.createdAt -= 1000
  let review = try PackageReviewer.review(try scene.contents(of: early, as: "early"))
  #expect(review.records.allSatisfy { $0.packageFindings.contains(.recordInFuture) })
  #expect(!review.isSound)
}

@Test func aKeyThatTheRecordDidNotCommitItselfToIsNotUsed() async throws {
  let scene = try await PackageScene(try ProductScene())
  var package = try scene.package()
  package.records[1].pictureKey = [UInt8](repeating: 5, count: 32)
  let review = try PackageReviewer.review(
    try scene.contents(of: package), examinesPictures: true)
  #expect(review.records[1].packageFindings == [.commitmentDiffers])
  #expect(review.records[1].check == .fail)
  #expect(review.suspects.first?.relation != .markAndContent)
}

@Test func aPictureThatOnlyTheListPutsToARecordNeverCountsAboveR2() async throws {
  let scene = try await PackageScene(try ProductScene())
  let stranger = try FileBytes.read(
    try scene.product.photo("other/b.jpg", seed: 77), atMost: 1 << 24)
  var package = try scene.package(suspects: [try PackageScene.stolen(stranger)])
  let record = package.records[0].id
  package.records = [package.records[0]]
  package.entries.removeAll { $0.role == .original || $0.role == .copy }
  var preview = scene.entry("06_originals/01_preview.jpg", .preview, stranger)
  preview.record = record
  package.entries.append(preview)
  let review = try PackageReviewer.review(
    try scene.contents(of: package), examinesPictures: true)
  #expect(review.isSound)
  let relation = try #require(review.suspects.first).relation
  #expect(relation == .inconclusive || relation == .notDetected)
  package.entries.removeLast()
  let empty = try PackageReviewer.review(
    try scene.contents(of: package, as: "empty"), examinesPictures: true)
  #expect(empty.suspects.map(\.relation) == [.notExamined])
}

@Test func aRecordPutToAnotherFileFails() async throws {
  let scene = try await PackageScene(try ProductScene())
  var package = try scene.package()
  package.records[0].subject = Digest.sha256(scene.suspect)
  package.records[1].subject = Digest.sha256(scene.original)
  let review = try PackageReviewer.review(try scene.contents(of: package))
  #expect(review.records[0].packageFindings.contains(.recordSubjectDiffers))
  #expect(review.records.map(\.check) == [.fail, .fail])
}

@Test func theShareableFormHasNoKeyAndRefusesSerialNumbersAndPlaces() async throws {
  let product = try ProductScene()
  let scene = try await PackageScene(product)
  let record = try #require(try scene.shop.packageRecord(ofCopy: scene.copyID, form: .shareable))
  #expect(record.pictureKey == nil)
  var package = try scene.package()
  package.form = .shareable
  package.records = [record]
  package.entries = [scene.entry("06_originals/01_preview.jpg", .preview, scene.copy)]
  _ = try scene.shop.write(package, to: "\(product.folder)/shared", asArchive: true)
  let review = try PackageReviewer(time: PackageScene.createdAt)
    .review("\(product.folder)/shared")
  #expect(review.isSound)
  let path = "\(product.folder)/private.jpg"
  try AtomicFile.write(scene.copy, to: path, replacing: false)
  #expect(
    Process.run(
      "/usr/bin/exiftool", ["-q", "-overwrite_original", "-SerialNumber=12345", path]) == 0)
  package.entries = [
    scene.entry("06_originals/a.jpg", .preview, try FileBytes.read(path, atMost: 1 << 24))
  ]
  let problem = try #require(throws: Problem.self) {
    try scene.shop.write(package, to: "\(product.folder)/shared-2", asArchive: true)
  }
  #expect(problem.code == "package.privateMetadata")
}
