import Files
import Trust

/// The registered pictures' features as they stood when it was opened: a snapshot that later
/// additions and merges leave alone.
public struct FeatureIndex: Sendable {
  let codebook: Codebook
  let segments: [Segment]
  /// Pictures that are not on disk yet.
  var fresh: SegmentContent

  /// Opens the index in `folder`; an empty one when there is none.
  public static func open(
    _ folder: String, codebook: Codebook = .shipped
  ) throws(MatchingError) -> FeatureIndex {
    let directory = IndexDirectory(folder: folder)
    var attempts = 0
    while true {
      guard let list = try directory.readList(codebook: codebook) else {
        return FeatureIndex(codebook: codebook, segments: [])
      }
      do throws(MatchingError) {
        return try FeatureIndex(list, in: directory, codebook: codebook)
      } catch {
        // A merge may have replaced segments between the list and their opening.
        attempts += 1
        if error.code != .indexInaccessible || attempts == 3 { throw error }
      }
    }
  }

  /// An index in memory, without pictures.
  public static func empty(codebook: Codebook = .shipped) -> FeatureIndex {
    FeatureIndex(codebook: codebook, segments: [])
  }

  /// Adds a picture in memory, without looking for what it shares with others.
  public mutating func append(
    sha256: [UInt8], features: LocalFeatures, hashes: DihedralHashes
  ) {
    let chosen = features.balanced(FeatureExtractor.registeredCount)
    fresh.append(
      IndexWriter.Prepared(
        sha256: sha256, features: chosen,
        probes: FeatureLookup.probes(of: chosen, in: codebook), hashes: hashes, searched: count,
        sharing: []))
  }

  init(
    _ list: IndexDirectory.List, in directory: IndexDirectory, codebook: Codebook
  ) throws(MatchingError) {
    var segments: [Segment] = []
    var next = 0
    for item in list.segments {
      let segment = try directory.segment(item, codebook: codebook)
      guard segment.firstOrdinal == next else {
        throw MatchingError(.indexDamaged, "\(item.file): pictures out of order")
      }
      next += segment.pictureCount
      segments.append(segment)
    }
    self.init(codebook: codebook, segments: segments)
  }

  init(codebook: Codebook, segments: [Segment], fresh: SegmentContent? = nil) {
    self.codebook = codebook
    self.segments = segments
    self.fresh =
      fresh
      ?? SegmentContent(
        firstOrdinal: segments.last.map { $0.firstOrdinal + $0.pictureCount } ?? 0)
  }

  /// How many pictures it holds. They are numbered from 0 in the order they were added.
  public var count: Int { fresh.firstOrdinal + fresh.pictures.count }

  /// Bytes of the segments on disk.
  public var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } }

  /// The picture with this ordinal.
  public func picture(_ ordinal: Int) -> IndexedPicture {
    precondition((0..<count).contains(ordinal))
    if ordinal >= fresh.firstOrdinal { return fresh.pictures[ordinal - fresh.firstOrdinal] }
    let segment = segments[segmentNumber(of: ordinal)]
    return segment.picture(ordinal - segment.firstOrdinal)
  }

  /// Calls `body` with every picture and its ordinal.
  public func forEachPicture(_ body: (Int, IndexedPicture) -> Void) {
    for ordinal in 0..<count { body(ordinal, picture(ordinal)) }
  }

  /// Whether this feature of a registered picture stands in pictures of other families too.
  func isTagged(ordinal: Int, number: Int) -> Bool {
    let tag = SegmentContent.tag(ordinal: ordinal, number: number)
    // Tags are written with the later of the two pictures.
    if fresh.tags.contains(tag) { return true }
    if ordinal >= fresh.firstOrdinal { return false }
    return segments[segmentNumber(of: ordinal)...].contains { $0.isTagged(tag) }
  }

  /// The families that pictures belong to.
  public var families: PictureFamilies {
    var links = Array(fresh.links)
    for segment in segments { links += segment.links }
    return PictureFamilies(
      links.lazy.filter { Int($0.second) < count && Int($0.first) < count }
        .map { (Int($0.first), Int($0.second)) })
  }

  private func segmentNumber(of ordinal: Int) -> Int {
    var (low, high) = (0, segments.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].firstOrdinal <= ordinal { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension FeatureIndex {
  /// Reads every segment of the index in `folder` and compares it with its recorded SHA-256. Throws
  /// `indexDamaged` at the first that differs.
  public static func verify(
    _ folder: String, codebook: Codebook = .shipped
  ) throws(MatchingError) {
    let directory = IndexDirectory(folder: folder)
    guard let list = try directory.readList(codebook: codebook) else { return }
    for item in list.segments {
      let path = "\(folder)/\(item.file)"
      let digest: Digest
      do { digest = try Digest.ofFile(path).digest } catch {
        throw MatchingError(.indexDamaged, "\(path) cannot be read")
      }
      guard digest.hex == item.sha256 else {
        throw MatchingError(.indexDamaged, "\(path) was changed")
      }
    }
  }
}
