import Files
import Glibc
import Synchronization
import Trust

/// Adds pictures to an index on disk. One writer at a time; readers go on with what they opened.
///
/// Pictures are gathered in memory and become a segment when `flush` is called or enough have come.
/// A segment counts once the list names it, so that a killed run leaves the index as it was at the
/// last flush. Small segments are merged as they gather.
public final class IndexWriter: Sendable {
  /// Pictures in memory before they are written.
  static let batchSize = 256
  /// Pictures in the largest segment that merging makes.
  static let largestSegment = 1 << 16
  private static let mergeCount = 4
  /// An arrangement this unlikely is no accident: the pictures share something.
  private static let sharedFalseAlarmsLog10 = -4.0
  private static let leastShared = 5
  /// Pictures that share more than this part of their features are of one family.
  private static let familyShare = 0.35

  private let directory: IndexDirectory
  private let lock: FileLock
  private let state: Mutex<State>

  private struct State {
    var list: IndexDirectory.List
    var index: FeatureIndex
    var ordinals: [UInt64: [Int]] = [:]

    func ordinal(of sha256: [UInt8]) -> Int? {
      ordinals[IndexWriter.short(sha256)]?.first { index.picture($0).sha256 == sha256 }
    }
  }

  /// A picture ready to be added: most of the work is done, and may be done for several at once.
  public struct Prepared: Sendable {
    let picture: IndexedPicture
    let features: LocalFeatures
    /// The cells of each feature, the one it is filed in first.
    let probes: [[Codebook.Filing]]
    let searched: Int
    let sharing: [IndexCandidate]

    init(
      sha256: [UInt8], features: LocalFeatures, probes: [[Codebook.Filing]],
      hashes: DihedralHashes, searched: Int, sharing: [IndexCandidate]
    ) {
      picture = IndexedPicture(
        sha256: sha256, size: features.size, featureCount: features.count,
        hash: hashes.upright, hashQuality: hashes.quality)
      self.features = features
      self.probes = probes
      self.searched = searched
      self.sharing = sharing
    }
  }

  /// Opens the index in `folder` for adding, made when there is none. Nil when another process is
  /// adding to it. With `afresh` what was there is dropped.
  public static func open(
    _ folder: String, codebook: Codebook = .shipped, afresh: Bool = false
  ) throws(MatchingError) -> IndexWriter? {
    let directory = IndexDirectory(folder: folder)
    let lock: FileLock?
    do throws(FilesError) {
      try Directory.createPrivate(folder)
      lock = try FileLock.acquire(directory.lockPath)
    } catch { throw MatchingError(.indexInaccessible, "\(folder): \(error.detail)") }
    guard let lock else { return nil }
    return try IndexWriter(directory, lock, codebook, afresh: afresh)
  }

  private init(
    _ directory: IndexDirectory, _ lock: consuming FileLock, _ codebook: Codebook, afresh: Bool
  ) throws(MatchingError) {
    let known = afresh ? nil : try directory.readList(codebook: codebook)
    let list = known ?? IndexDirectory.List(codebook: codebook)
    let index = try FeatureIndex(list, in: directory, codebook: codebook)
    if known == nil { try directory.write(list) }
    directory.removeStray(keeping: list)
    var ordinals: [UInt64: [Int]] = [:]
    index.forEachPicture { ordinals[Self.short($1.sha256), default: []].append($0) }
    self.directory = directory
    self.lock = lock
    state = Mutex(State(list: list, index: index, ordinals: ordinals))
  }

  /// How many pictures the index holds.
  public var count: Int { state.withLock { $0.index.count } }

  /// The index as it is now, pictures that are only in memory included.
  public var snapshot: FeatureIndex { state.withLock { $0.index } }

  /// Whether a picture is in the index.
  public func contains(_ sha256: [UInt8]) -> Bool {
    state.withLock { $0.ordinal(of: sha256) != nil }
  }

  /// Files the features of a picture and finds what it shares with the pictures of the index.
  public func prepare(
    sha256: [UInt8], features: LocalFeatures, hashes: DihedralHashes
  ) -> Prepared {
    let chosen = features.balanced(FeatureExtractor.registeredCount)
    let index = state.withLock { $0.index }
    let probes = FeatureLookup.probes(of: chosen, in: index.codebook)
    return Prepared(
      sha256: sha256, features: chosen, probes: probes, hashes: hashes, searched: index.count,
      sharing: index.candidates(for: chosen, probes))
  }

  /// Adds a picture; false when it is there already. `relatives` are the pictures it is known to be
  /// made from: they are its family whatever the features say.
  public func add(
    _ prepared: Prepared, relatives: [[UInt8]] = []
  ) throws(MatchingError) -> Bool {
    let added = state.withLock { state in Self.insert(prepared, relatives, &state) }
    if added, state.withLock({ $0.index.fresh.pictures.count >= Self.batchSize }) { try flush() }
    return added
  }

  private static func insert(
    _ prepared: Prepared, _ relatives: [[UInt8]], _ state: inout State
  ) -> Bool {
    guard state.ordinal(of: prepared.picture.sha256) == nil else { return false }
    let newcomers = newcomers(for: prepared, state.index)
    let ordinal = state.index.count
    let known = Set(relatives.compactMap { state.ordinal(of: $0) })
    for relative in known { state.index.fresh.link(relative, ordinal) }
    for candidate in prepared.sharing + newcomers
    where candidate.falseAlarmsLog10 < sharedFalseAlarmsLog10
      && candidate.agreeing >= leastShared && !known.contains(candidate.ordinal)
    {
      let fewer = min(
        prepared.features.count, state.index.picture(candidate.ordinal).featureCount)
      if Double(candidate.agreeing) > familyShare * Double(fewer) {
        state.index.fresh.link(candidate.ordinal, ordinal)
      } else {
        for pair in candidate.pairs {
          state.index.fresh.tags.insert(
            SegmentContent.tag(ordinal: candidate.ordinal, number: pair.registered))
          state.index.fresh.tags.insert(
            SegmentContent.tag(ordinal: ordinal, number: pair.query))
        }
      }
    }
    state.index.fresh.append(prepared)
    state.ordinals[short(prepared.picture.sha256), default: []].append(ordinal)
    return true
  }

  /// The candidates among what came since the picture was prepared, with which it was not compared.
  private static func newcomers(
    for prepared: Prepared, _ index: FeatureIndex
  ) -> [IndexCandidate] {
    guard index.count > prepared.searched else { return [] }
    let recent = FeatureIndex(
      codebook: index.codebook,
      segments: index.segments.filter {
        $0.firstOrdinal + $0.pictureCount > prepared.searched
      }, fresh: index.fresh)
    return recent.candidates(for: prepared.features, prepared.probes)
      .filter { $0.ordinal >= prepared.searched }
  }

  /// Adds pictures as they are made, without looking for what they share.
  func appendUncompared(
    _ count: Int,
    _ make: () -> (
      picture: IndexedPicture, entries: [(key: UInt32, signature: UInt64, place: UInt64)]
    )
  ) throws(MatchingError) {
    for number in 1...max(count, 1) {
      let (picture, entries) = make()
      state.withLock { $0.index.fresh.append(picture, entries) }
      if number % (Self.batchSize * 16) == 0 { try flush() }
    }
    try flush()
  }

  /// Writes what is only in memory.
  public func flush() throws(MatchingError) {
    try state.withLock { (state) throws(MatchingError) in
      guard !state.index.fresh.pictures.isEmpty else { return }
      let bytes = try SegmentWriter.bytes(of: state.index.fresh, codebook: state.index.codebook)
      var list = state.list
      let pictures = state.index.fresh.pictures.count
      list.segments.append(try write(bytes, pictures: pictures))
      try adopt(list, &state)
      try merge(&state)
    }
  }

  private func write(
    _ bytes: [UInt8], pictures: Int
  ) throws(MatchingError) -> IndexDirectory.List.Item {
    let name = directory.freshName()
    try directory.write(segment: bytes, named: name)
    return IndexDirectory.List.Item(
      file: name, pictures: pictures, sha256: Digest.sha256(bytes).hex)
  }

  private func adopt(
    _ list: IndexDirectory.List, _ state: inout State
  ) throws(MatchingError) {
    let index = try FeatureIndex(list, in: directory, codebook: state.index.codebook)
    try directory.write(list)
    state.list = list
    state.index = index
    directory.removeStray(keeping: list)
  }

  /// Merges the last segments while enough of one order of magnitude stand together.
  private func merge(_ state: inout State) throws(MatchingError) {
    func tier(_ segment: Segment) -> Int { Int(log2(Double(max(segment.pictureCount, 1))) / 2) }
    while let last = state.index.segments.last {
      let alike = state.index.segments.reversed().prefix { tier($0) <= tier(last) }.count
      let merged = Array(state.index.segments.suffix(alike))
      guard alike >= Self.mergeCount,
        merged.reduce(0, { $0 + $1.pictureCount }) <= Self.largestSegment
      else { return }
      let bytes = try SegmentWriter.bytes(merging: merged, codebook: state.index.codebook)
      var list = state.list
      list.segments.removeLast(alike)
      list.segments.append(
        try write(bytes, pictures: merged.reduce(0) { $0 + $1.pictureCount }))
      try adopt(list, &state)
    }
  }

  private static func short(_ sha256: [UInt8]) -> UInt64 {
    sha256.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension SegmentContent {
  /// Notes that two pictures are of one family.
  mutating func link(_ first: Int, _ second: Int) {
    guard first != second else { return }
    links.insert(Link(first: UInt32(min(first, second)), second: UInt32(max(first, second))))
  }

  mutating func append(_ prepared: IndexWriter.Prepared) {
    let entries = prepared.probes.enumerated().map { number, probes in
      let filing = probes[0]
      let place = FeaturePlace(
        prepared.features.points[number], number: number, in: prepared.features.size)
      return (Self.key(filing.first, filing.second), filing.signature, place.word)
    }
    append(prepared.picture, entries)
  }

  mutating func append(
    _ picture: IndexedPicture, _ entries: [(key: UInt32, signature: UInt64, place: UInt64)]
  ) {
    let owner = UInt32(pictures.count)
    pictures.append(picture)
    for entry in entries {
      cells[entry.key, default: []].append(
        Entry(signature: entry.signature, place: entry.place, owner: owner))
    }
  }
}
