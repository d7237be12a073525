import Cases
import Codecs
import Files
import Foundation
import Pixels
import Trust
import Wording

@testable import Yuantu

/// A shop with one original, its issued copy and a suspect made from that copy, and packages of them.
struct PackageScene {
  static let createdAt: Int64 = 1_795_000_000_000

  let product: ProductScene
  let shop: Shop
  let original: [UInt8]
  let copy: [UInt8]
  let copyID: String
  let suspect: [UInt8]

  init(_ product: ProductScene, seed: UInt64 = 1) async throws {
    self.product = product
    shop = try product.shop(seed: seed)
    let path = try product.photo("in-\(seed)/a.jpg", seed: seed)
    original = try FileBytes.read(path, atMost: 1 << 24)
    await OriginalsIntake(shop: shop, surroundings: product.surroundings(seed: seed)).add(
      [path], limits: DecodeLimits(), jobs: 1
    ) { _, _ in }
    var reports: [CopyReport] = []
    _ = try await Protection(shop: shop, surroundings: product.surroundings(seed: seed)).run(
      ProtectRequest(paths: [path], outputFolder: "\(product.folder)/out-\(seed)", jobs: 1)
    ) { event in
      if case .done(let report) = event { reports.append(report) }
    }
    guard let report = reports.first else { throw ProductScene.Failure.nothingIssued }
    copyID = report.copyID
    copy = try FileBytes.read(report.output, atMost: 1 << 24)
    suspect = try Self.stolen(copy)
  }

  /// What a platform makes of a copy: WebP of quality 85. (`review.py` has smaller and weaker ones.)
  static func stolen(_ copy: [UInt8]) throws -> [UInt8] {
    try ImageEncoder.encode(
      try SourceImage.decode(copy).raster, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .webp, webpQuality: 85))
  }

  func entry(
    _ path: String, _ role: PackageEntry.Role, _ bytes: [UInt8]
  ) -> PackageEntry {
    PackageEntry(
      path: path, role: role, words: LocalizedText("测试文件", "a file of a test"),
      content: .bytes(bytes))
  }

  /// A package of original, copy and suspects.
  func package(suspects: [[UInt8]]? = nil) throws -> Package {
    let records = [
      try shop.packageRecord(ofOriginal: Digest.sha256(original), form: .platform),
      try shop.packageRecord(ofCopy: copyID, form: .platform),
    ]
    let suspects = (suspects ?? [suspect]).enumerated().map {
      entry("04_suspect/0\($0 + 1).webp", .suspect, $1)
    }
    return Package(
      name: "20261124_pdd_appeal_618231", form: .platform, kind: "appeal", platform: "pdd",
      shop: shop.name, createdAt: Self.createdAt, generator: "yuantu \(Version.number)",
      entries: [
        entry("00_README.txt", .readme, Array("先看这里 / read me first\n".utf8)),
        entry("06_originals/01_original.jpg", .original, original),
        entry("06_originals/02_copy.jpg", .copy, copy),
      ] + suspects, records: records.compactMap(\.self))
  }

  /// Writes a package as a folder and reads its files.
  func contents(of package: Package, as name: String = "case") throws -> [String: [UInt8]] {
    let folder = "\(product.folder)/\(name)"
    _ = try shop.write(package, to: folder, asArchive: false)
    var contents: [String: [UInt8]] = [:]
    for file in try PlainFolder.files(in: folder, atMost: 1000, levels: 8) {
      contents[file.path] = try FileBytes.read("\(folder)/\(file.path)", atMost: 1 << 24)
    }
    return contents
  }
}

/// A package in memory.
struct MemoryPackage: PackageSource {
  var contents: [String: [UInt8]]

  var files: [(path: String, bytes: Int64)] { contents.map { ($0.key, Int64($0.value.count)) } }

  func read(
    _ path: String, piece: (UnsafeRawBufferPointer) -> Void
  ) throws(PackageError) {
    guard let bytes = contents[path] else { throw PackageError(.damagedArchive, path: path) }
    bytes.withUnsafeBytes { piece($0) }
  }
}

extension PackageReviewer {
  /// The check of a package in memory, an hour after it was made.
  static func review(
    _ contents: [String: [UInt8]], anchors: [Certificate] = [],
    at time: Int64 = PackageScene.createdAt + 3_600_000, examinesPictures: Bool = false
  ) throws(PackageError) -> PackageReview {
    try PackageReviewer(anchors: anchors, time: time).review(
      try PackageReader(MemoryPackage(contents: contents), at: "case"), at: "case",
      examinesPictures: examinesPictures)
  }
}
