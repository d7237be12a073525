import Catalogue
import Codecs
import Files
import Matching
import Pixels
import Trust

/// Puts registered pictures into the index of features, with a view for comparing and a fingerprint
/// in the catalogue. Any number of pictures at once; one process at a time.
struct PictureIndexing: Sendable {
  private let shop: Shop
  private let views: ComparisonViews
  /// Nil when another process has the index: what it does not take now, `catalogue index` takes later.
  private let writer: IndexWriter?

  /// For taking pictures in: an index that cannot be used keeps nobody from registering. What it
  /// lacks then is said by `verify` and `catalogue check`.
  static func forRegistration(_ shop: Shop) -> PictureIndexing {
    (try? PictureIndexing(shop)) ?? PictureIndexing(shop, writer: nil)
  }

  private init(_ shop: Shop, writer: IndexWriter?) {
    self.shop = shop
    views = ComparisonViews(shop.home)
    self.writer = writer
  }

  /// Opens the shop's index for adding. With `afresh` it begins empty.
  init(_ shop: Shop, afresh: Bool = false) throws {
    self.init(shop, writer: try IndexWriter.open(shop.home.index, afresh: afresh))
    if isOpen { views.tidy() }
  }

  /// Whether this process may add.
  var isOpen: Bool { writer != nil }

  /// Whether nothing is left to do for a picture.
  func isComplete(_ sha256: [UInt8]) -> Bool {
    writer.map { $0.contains(sha256) } ?? true && views.contains(sha256)
  }

  /// Adds a picture in sRGB, unless it is there; `relatives` are pictures it was made from.
  func add(
    _ raster: Raster, sha256: [UInt8], relatives: [[UInt8]] = [], at now: Int64
  ) throws {
    guard !isComplete(sha256) else { return }
    let opaque = raster.onWhite
    try views.keep(opaque, of: sha256)
    let hashes = DihedralHashes(opaque)
    _ = try shop.store.addFingerprint(
      FingerprintEntry(
        sha256: sha256, hashes: hashes.all.flatMap(\.bytes), hashQuality: hashes.quality,
        imageCode: ImageCode(opaque).digest, addedAt: now))
    guard let writer, !writer.contains(sha256) else { return }
    let working = WorkingPicture(opaque, longSide: WorkingPicture.registeredSide)
    let features = try FeatureExtractor.registeredFeatures(of: working.luma)
    _ = try writer.add(
      writer.prepare(sha256: sha256, features: features, hashes: hashes), relatives: relatives)
  }

  /// Writes what is only in memory. Without it, or killed before it, the last pictures are missing
  /// from the index until `catalogue index` adds them.
  func finish() throws { try writer?.flush() }
}
