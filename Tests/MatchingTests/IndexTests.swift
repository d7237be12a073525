import Foundation
import Pixels
import Testing

@testable import Matching

/// A textured picture of its own for every seed: soft blobs with hard edges.
private func scene(_ seed: UInt64, _ size: Size = Size(width: 320, height: 240)) -> Raster {
  var generator = SeededGenerator(seed: seed)
  var samples = [UInt8](repeating: 128, count: size.pixelCount * 3)
  for _ in 0..<260 {
    let (cx, cy) = (
      Int.random(in: 0..<size.width, using: &generator),
      Int.random(in: 0..<size.height, using: &generator)
    )
    let (rx, ry) = (
      Int.random(in: 4...26, using: &generator), Int.random(in: 4...26, using: &generator)
    )
    let colour = (0..<3).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let isRound = Bool.random(using: &generator)
    for y in max(0, cy - ry)..<min(size.height, cy + ry) {
      for x in max(0, cx - rx)..<min(size.width, cx + rx) {
        let (u, v) = (Double(x - cx) / Double(rx), Double(y - cy) / Double(ry))
        if isRound, u * u + v * v > 1 { continue }
        for channel in 0..<3 { samples[(y * size.width + x) * 3 + channel] = colour[channel] }
      }
    }
  }
  return Raster(size: size, samples: samples)
}

private func part(_ raster: Raster, _ region: Region) -> Raster {
  var samples: [UInt8] = []
  for y in region.y..<region.y + region.height {
    let start = (y * raster.size.width + region.x) * 3
    samples += raster.samples[start..<start + region.width * 3]
  }
  return Raster(size: Size(width: region.width, height: region.height), samples: samples)
}

/// `raster` with the product in its middle, on `part` of each side, replaced by another scene's.
private func withOtherMiddle(_ raster: Raster, _ seed: UInt64, part: Double = 0.6) -> Raster {
  let other = scene(seed, raster.size)
  var samples = raster.samples
  let (width, height) = (raster.size.width, raster.size.height)
  func range(_ length: Int) -> Range<Int> {
    let margin = Int(Double(length) * (1 - part) / 2)
    return margin..<length - margin
  }
  for y in range(height) {
    for x in range(width) {
      for c in 0..<3 {
        samples[(y * width + x) * 3 + c] = other.samples[(y * width + x) * 3 + c]
      }
    }
  }
  return Raster(size: raster.size, samples: samples)
}

private func digest(_ seed: UInt64) -> [UInt8] {
  var generator = SeededGenerator(seed: seed &+ 1_000_003)
  return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
}

private final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "index-tests-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

private func add(_ seeds: [UInt64], to writer: IndexWriter) throws {
  for seed in seeds {
    let working = WorkingPicture(scene(seed), longSide: WorkingPicture.registeredSide)
    let prepared = writer.prepare(
      sha256: digest(seed), features: try FeatureExtractor.features(of: working.luma),
      hashes: DihedralHashes(scene(seed)))
    _ = try writer.add(prepared)
  }
}

private func open(_ folder: TemporaryFolder) throws -> IndexWriter {
  try #require(try IndexWriter.open(folder.path))
}

private func matcher(_ index: FeatureIndex, _ seeds: [UInt64]) -> PictureMatcher {
  let known = Dictionary(seeds.map { (digest($0), $0) }) { first, _ in first }
  return PictureMatcher(index: index) { sha256 in
    known[sha256].flatMap { try? ReferencePicture(scene($0)) }
  }
}

@Test func registeredFeaturesAreTheBalancedChoiceOfAllThatAreFound() throws {
  for seed: UInt64 in [1, 2] {
    let luma = WorkingPicture(
      scene(seed, Size(width: 640, height: 560)), longSide: WorkingPicture.registeredSide
    ).luma
    let found = try FeatureExtractor.features(of: luma)
    #expect(found.count > FeatureExtractor.registeredCount)
    let expected = found.balanced(FeatureExtractor.registeredCount)
    let registered = try FeatureExtractor.registeredFeatures(of: luma)
    #expect(registered.points == expected.points)
    #expect(registered.descriptors == expected.descriptors)
  }
  let plain = try FeatureExtractor.registeredFeatures(
    of: Plane(size: Size(width: 64, height: 64), filledWith: 200))
  #expect(plain.count == 0)
}

@Test func descriptorsAreFiledAtTheNearestCentroids() throws {
  let codebook = Codebook.shipped
  let luma = WorkingPicture(scene(3), longSide: WorkingPicture.registeredSide).luma
  let features = try FeatureExtractor.registeredFeatures(of: luma)
  for i in stride(from: 0, to: features.count, by: 40) {
    let descriptor = Array(features.descriptor(i))
    let distances = (0..<2).map { half in
      (0..<codebook.size).map { centroid in
        (0..<Codebook.halfLength).reduce(0) { sum, j in
          let place = centroid * Codebook.halfLength + j
          let difference =
            Int(descriptor[half * Codebook.halfLength + j])
            - Int(codebook.bytes[Codebook.centroidStart(of: half, codebook.size) + place])
          return sum + difference * difference
        }
      }
    }
    let probes = codebook.probes(descriptor, count: FeatureLookup.probeCount)
    let sums = probes.map { distances[0][$0.first] + distances[1][$0.second] }
    #expect(sums == sums.sorted())
    #expect(sums.first == distances[0].min()! + distances[1].min()!)
    let all = distances[0].sorted().prefix(24).flatMap { a in
      distances[1].sorted().prefix(24).map { a + $0 }
    }.sorted()
    #expect(sums.prefix(8) == all.prefix(8))
    let filing = codebook.filing(descriptor)
    #expect((filing.first, filing.second) == (probes[0].first, probes[0].second))
    #expect(filing.signature == probes[0].signature)
  }
}

@Test func mirroredFeaturesAreThoseOfTheMirroredPicture() throws {
  let picture = WorkingPicture(scene(1), longSide: 640).luma
  let turned = Plane(size: picture.size) { output in
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        output[y * picture.width + x] = picture[picture.width - 1 - x, y]
      }
    }
  }
  let expected = try FeatureExtractor.features(of: turned)
  let mirrored = try FeatureExtractor.features(of: picture).mirrored
  var (found, alike) = (0, 0)
  for i in 0..<mirrored.count {
    let point = mirrored.points[i]
    guard
      let j = expected.points.firstIndex(where: {
        abs($0.x - point.x) < 1 && abs($0.y - point.y) < 1
          && abs(remainder($0.angle - point.angle, 2 * .pi)) < 0.1
      })
    else { continue }
    found += 1
    let distance = zip(mirrored.descriptor(i), expected.descriptor(j))
      .reduce(0.0) { $0 + pow(Double($1.0) - Double($1.1), 2) }.squareRoot()
    if distance < 120 { alike += 1 }
  }
  #expect(found > mirrored.count / 2)
  #expect(alike > found * 9 / 10)
}

@Test func cropsAndMirrorImagesFindTheirPictureAtGradeA() throws {
  let folder = TemporaryFolder()
  let writer = try open(folder)
  let seeds = (10..<22).map { UInt64($0) }
  try add(seeds, to: writer)
  try writer.flush()
  let matcher = matcher(try FeatureIndex.open(folder.path), seeds)
  let crop = part(scene(14), Region(x: 40, y: 30, width: 220, height: 170))
  for (suspect, isMirrored) in [(crop, false), (Canvas.mirrored(crop), true)] {
    let best = try #require(try matcher.match(suspect).matches.first)
    #expect(best.sha256 == digest(14))
    #expect(best.grade == .samePhotograph)
    let region = try #require(best.regions.first)
    #expect(region.isMirrored == isMirrored)
    #expect(region.falseAlarmsLog10 < -10)
    let corner = region.map(isMirrored ? 219 : 0, 0)
    #expect(abs(corner.x - 40) < 2 && abs(corner.y - 30) < 2)
    #expect(region.strongest.count == 12)
    for pair in region.strongest {
      let place = region.map(pair.suspect.x, pair.suspect.y)
      #expect(hypot(place.x - pair.registered.x, place.y - pair.registered.y) < 7)
    }
    let lines = try #require(
      MatchLines.drawn(suspect: suspect, registered: scene(14), pairs: region.strongest))
    #expect(lines.size == Size(width: 320 + 8 + 220 * 240 / 170, height: 240))
  }
}

@Test func anotherProductOnTheSameSetIsNoMatch() throws {
  let folder = TemporaryFolder()
  let writer = try open(folder)
  let seeds = (30..<36).map { UInt64($0) }
  try add(seeds, to: writer)
  let matcher = matcher(writer.snapshot, seeds)
  let sibling = withOtherMiddle(scene(33), 99)
  let grades = try matcher.match(sibling).matches.map(\.grade)
  #expect(!grades.contains(.samePhotograph))
  #expect(grades.contains { $0 != .none })
}

@Test func unrelatedPicturesGiveNothing() throws {
  let folder = TemporaryFolder()
  let writer = try open(folder)
  let seeds = (50..<58).map { UInt64($0) }
  try add(seeds, to: writer)
  let matcher = matcher(writer.snapshot, seeds)
  for seed in UInt64(500)..<504 {
    #expect(try matcher.match(scene(seed)).matches.allSatisfy { $0.grade == .none })
  }
}

@Test func sharedFeaturesAreTaggedAndVariantsBecomeAFamily() throws {
  let folder = TemporaryFolder()
  let writer = try open(folder)
  func add(_ raster: Raster, _ name: UInt64) throws {
    let working = WorkingPicture(raster, longSide: WorkingPicture.registeredSide)
    let prepared = writer.prepare(
      sha256: digest(name), features: try FeatureExtractor.features(of: working.luma),
      hashes: DihedralHashes(raster))
    _ = try writer.add(prepared)
  }
  // A small badge that two otherwise different pictures share, and the first in another tone.
  let first = scene(70)
  var second = scene(71)
  for y in 20..<90 {
    for i in (y * 320 + 20) * 3..<(y * 320 + 110) * 3 { second.samples[i] = first.samples[i] }
  }
  try add(first, 70)
  try add(second, 71)
  let toned = first.samples.map { UInt8(Int($0) * 4 / 5 + 30) }
  try add(Raster(size: first.size, samples: toned), 72)
  try writer.flush()
  let index = writer.snapshot
  #expect((0..<400).contains { index.isTagged(ordinal: 0, number: $0) })
  #expect((0..<400).contains { index.isTagged(ordinal: 1, number: $0) })
  #expect(index.families.areRelated(0, 2))
  #expect(!index.families.areRelated(0, 1))
}

@Test func mergedSegmentsAnswerLikeSeparateOnes() throws {
  let folder = TemporaryFolder()
  let writer = try open(folder)
  let seeds = (100..<112).map { UInt64($0) }
  var counts: [Int] = []
  for seed in seeds {
    try add([seed], to: writer)
    try writer.flush()
    counts.append(writer.snapshot.segments.count)
  }
  #expect(counts.contains { $0 > 1 } && counts.last! < seeds.count)
  let index = try FeatureIndex.open(folder.path)
  #expect(index.count == seeds.count)
  #expect((0..<index.count).map { index.picture($0).sha256 } == seeds.map { digest($0) })
  let features = try FeatureExtractor.features(
    of: WorkingPicture(scene(105), longSide: WorkingPicture.suspectSide).luma)
  let single = TemporaryFolder()
  let other = try open(single)
  try add(seeds, to: other)
  for index in [index, other.snapshot] {
    let best = try #require(index.candidates(for: features.balanced(800)).first)
    #expect(index.picture(best.ordinal).sha256 == digest(105))
  }
  #expect(index.near(DihedralHashes(Canvas.mirrored(scene(105)))).map(\.ordinal) == [5])
  try FeatureIndex.verify(folder.path)
}

@Test func segmentsTheListDoesNotNameAreForgotten() throws {
  let folder = TemporaryFolder()
  do {
    let writer = try open(folder)
    try add([200, 201], to: writer)
    try writer.flush()
    try add([202], to: writer)
    // Not flushed: as after a kill.
  }
  _ = FileManager.default.createFile(
    atPath: "\(folder.path)/00000099.segment", contents: Data("half".utf8))
  let writer = try open(folder)
  #expect(writer.count == 2)
  #expect(!writer.contains(digest(202)))
  #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/00000099.segment"))
  #expect(try IndexWriter.open(folder.path) == nil)
}

@Test func damagedSegmentsAreRefusedWithoutTrapping() throws {
  let folder = TemporaryFolder()
  do {
    let writer = try open(folder)
    try add([300], to: writer)
    try writer.flush()
  }
  let name = try #require(
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .first { $0.hasSuffix(".segment") })
  let path = "\(folder.path)/\(name)"
  let whole = try Data(contentsOf: URL(filePath: path))
  var generator = SeededGenerator(seed: 8)
  let features = try FeatureExtractor.features(
    of: WorkingPicture(scene(300), longSide: WorkingPicture.suspectSide).luma
  ).balanced(100)
  var refused = 0
  for round in 0..<60 {
    var broken = whole
    if round % 3 == 0 {
      broken.removeLast(Int.random(in: 1..<whole.count, using: &generator))
    } else {
      // Headers and tables lie in the first half.
      for _ in 0..<4 {
        broken[Int.random(in: 0..<whole.count / 2, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
    }
    try broken.write(to: URL(filePath: path))
    #expect(throws: MatchingError.self) { try FeatureIndex.verify(folder.path) }
    if let index = try? FeatureIndex.open(folder.path) {
      _ = index.candidates(for: features)
    } else {
      refused += 1
    }
  }
  #expect(refused > 20)
}

/// Found by looking for what a segment may say and still be read: a search in it trapped.
@Test func featuresWithoutAPictureAreRefused() throws {
  let folder = TemporaryFolder()
  try FileManager.default.createDirectory(
    atPath: folder.path, withIntermediateDirectories: true)
  var content = SegmentContent(firstOrdinal: 0)
  content.cells[0] = [SegmentContent.Entry(signature: 0, place: 0, owner: 0)]
  let bytes = try SegmentWriter.bytes(of: content, codebook: .shipped)
  let path = "\(folder.path)/00000001.segment"
  try Data(bytes).write(to: URL(filePath: path))
  #expect(throws: MatchingError.self) { _ = try Segment(path, codebook: .shipped) }
}

@Test func changeMapTellsBannersFromTheRest() throws {
  let original = scene(400)
  var suspect = original
  for y in 0..<60 { for i in y * 960..<(y + 1) * 960 { suspect.samples[i] = 200 } }
  let changes = try #require(
    ChangeMap(suspect: suspect, registered: original, map: Homography(.identity)))
  let banner = changes.classes[0..<changes.columns * 3]
  #expect(banner.count { $0 == .changed } > banner.count * 7 / 10)
  let rest = changes.classes[(changes.columns * 5)...]
  #expect(rest.count { $0 == .same || $0 == .flat } > rest.count * 9 / 10)
  #expect(abs(changes.registeredShare - 1) < 0.02)
}

@Test func featuresOfEmptyAndTinyPicturesAreFewAndNoError() throws {
  for size in [Size(width: 1, height: 1), Size(width: 2, height: 700), Size(width: 64, height: 64)]
  {
    let features = try FeatureExtractor.features(of: Plane(size: size, filledWith: 200))
    #expect(features.count == 0)
  }
  #expect(throws: MatchingError.self) {
    try FeatureExtractor.features(of: Plane(size: Size(width: 4097, height: 8)))
  }
}
