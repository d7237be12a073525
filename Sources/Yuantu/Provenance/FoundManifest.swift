public import Codecs
import Files
public import Manifests
public import Trust

/// A manifest store found for a file: inside it, beside it, or in the shop's catalogue.
public struct FoundManifest: Sendable {
  /// Where it was found.
  public enum Place: String, Sendable {
    /// In the file itself.
    case embedded
    /// In a `.c2pa` file beside it.
    case sidecar
    /// The file is a store itself; what it is about is not at hand.
    case alone
    /// In the catalogue of the shop.
    case catalogue
  }

  /// The store.
  public let store: ManifestStore
  /// Where it was found.
  public let place: Place
  /// The sidecar's path.
  public let sidecar: String?
  /// The file it is about; nil for a store alone.
  public let asset: Asset?
  /// Whether the container carries it in an odd way.
  public let hasCarrierFault: Bool

  /// Why none was found.
  public enum Absence: Sendable, Equatable {
    /// There is none.
    case none
    /// The file says that it is at this address. Nothing is fetched (C2PA 2.2 `manifest.inaccessible`).
    case elsewhere(String)
    /// Several in one file: none counts.
    case several(Int)
    /// What is there cannot be put together or read.
    case broken(String)

    /// A stable code: the specification's where it has one.
    public var code: String {
      switch self {
      case .none: "absent"
      case .elsewhere: ValidationCode.manifestInaccessible.rawValue
      case .several: "several"
      case .broken: "broken"
      }
    }
  }

  /// Looks for the store of the file at `path`: in it, then beside it under `NAME.EXT.c2pa` and
  /// `NAME.c2pa`, then by the file's digest in `catalogue`.
  public static func find(
    for path: String, sidecar: String? = nil, limits: DecodeLimits,
    catalogue: (Digest) throws -> [UInt8]? = { _ in nil }
  ) throws -> Result<FoundManifest, AbsentManifest> {
    let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
    if let sidecar {
      return read(
        try FileBytes.read(sidecar, atMost: ManifestStore.mostBytes), .sidecar, sidecar,
        .file(bytes, nil))
    }
    if bytes.count >= 8, Array(bytes[4..<8]) == Array("jumb".utf8) {
      return read(bytes, .alone, nil, nil)
    }
    switch ManifestContainer.search(bytes) {
    case .found(let location):
      return read(
        location.store, .embedded, nil, .file(bytes, location),
        hasCarrierFault: !location.faults.isEmpty)
    case .several(let count): return .failure(AbsentManifest(.several(count)))
    case .broken(let detail): return .failure(AbsentManifest(.broken(detail)))
    case .none: break
    }
    for candidate in sidecarPaths(path) {
      guard let store = try existing(candidate) else { continue }
      return read(store, .sidecar, candidate, .file(bytes, nil))
    }
    if let kept = try catalogue(Digest.sha256(bytes)) {
      return read(kept, .catalogue, nil, .file(bytes, nil))
    }
    return .failure(
      AbsentManifest(ManifestContainer.remoteAddress(in: bytes).map { .elsewhere($0) } ?? .none))
  }

  private static func read(
    _ store: [UInt8], _ place: Place, _ sidecar: String?, _ asset: Asset?,
    hasCarrierFault: Bool = false
  ) -> Result<FoundManifest, AbsentManifest> {
    do throws(ManifestError) {
      return .success(
        FoundManifest(
          store: try ManifestStore.parse(store), place: place, sidecar: sidecar, asset: asset,
          hasCarrierFault: hasCarrierFault))
    } catch {
      return .failure(AbsentManifest(.broken("\(error.code.rawValue): \(error.detail)")))
    }
  }

  /// The bytes of a store's file; nil when there is none.
  private static func existing(_ path: String) throws(FilesError) -> [UInt8]? {
    do throws(FilesError) {
      return try FileBytes.read(path, atMost: ManifestStore.mostBytes)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  private static func sidecarPaths(_ path: String) -> [String] {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    var paths = [path + ".c2pa"]
    if let dot = path.lastIndex(of: "."), dot > slash { paths.append(path[..<dot] + ".c2pa") }
    return paths.filter { $0 != path }
  }
}
