import Codecs
import Files
import Foundation
import Pixels
import Trust
import Yuantu

/// A temporary folder with pictures, removed with the value, and surroundings that repeat.
final class ProductScene {
  let folder: String

  init() throws {
    folder = "\(NSTemporaryDirectory())/yuantu-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  enum Failure: Error { case nothingIssued }

  /// A clock that stands still and randomness that repeats.
  func surroundings(seed: UInt64 = 1) -> Surroundings {
    Surroundings(now: { 1_795_000_000_000 }, random: RepeatableRandom(seed: seed))
  }

  func shop(_ name: String = "青禾家居", seed: UInt64 = 1) throws -> Shop {
    try Shop.create(
      "\(folder)/shop-\(seed)", name: name, passphrase: nil, surroundings: surroundings(seed: seed))
  }

  /// Writes a JPEG of a made-up product photo.
  @discardableResult
  func photo(_ path: String, seed: UInt64, size: Size = Size(width: 360, height: 480)) throws
    -> String
  {
    let file = "\(folder)/\(path)"
    let parent = file.split(separator: "/").dropLast().joined(separator: "/")
    try Directory.create("/" + parent)
    let bytes = try ImageEncoder.encode(
      Self.picture(size, seed: seed), metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(92)))
    try AtomicFile.write(bytes, to: file, replacing: true)
    return file
  }

  static func picture(_ size: Size, seed: UInt64) -> Raster {
    var generator = SeededGenerator(seed: seed)
    let waves = (0..<30).map { _ in
      (
        Double.random(in: -60...60, using: &generator),
        Double.random(in: -60...60, using: &generator),
        Double.random(in: 0...6.28, using: &generator),
        Double.random(in: 3...12, using: &generator)
      )
    }
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = (Double(x) / Double(size.width), Double(y) / Double(size.height))
        let value = waves.reduce(130.0) { $0 + $1.3 * sin($1.0 * u + $1.1 * v + $1.2) }
        for shift in [0.0, 8, -8] { samples.append(UInt8(min(max(value + shift, 0), 255))) }
      }
    }
    return Raster(size: size, samples: samples)
  }
}
