import Matching
import Synchronization
import Trust

/// The registered pictures, prepared for comparing when they are needed and kept for a while.
final class References: Sendable {
  /// Their files by SHA-256.
  let paths: [[UInt8]: String]
  private let cache = Mutex<[[UInt8]: ReferencePicture]>([:])
  private static let mostCached = 200

  init(_ paths: [[UInt8]: String]) { self.paths = paths }

  /// The files of a catalogue by SHA-256, the first of several with the same bytes.
  static func paths(_ catalogue: [String], jobs: Int) async throws -> [[UInt8]: String] {
    let digests = try await Pictures.map(catalogue, jobs: jobs) {
      try Digest.ofFile($0).digest.bytes
    }
    return Dictionary(zip(digests, catalogue).map { ($0, $1) }) { first, _ in first }
  }

  func reference(_ sha256: [UInt8]) -> ReferencePicture? {
    if let known = cache.withLock({ $0[sha256] }) { return known }
    guard let path = paths[sha256], let raster = try? Pictures.raster(path),
      let made = try? ReferencePicture(raster)
    else { return nil }
    cache.withLock {
      if $0.count >= Self.mostCached { $0.removeAll() }
      $0[sha256] = made
    }
    return made
  }
}
