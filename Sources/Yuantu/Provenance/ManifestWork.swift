import Codecs
import Files
import Manifests
import Wording

/// Taking manifests out of files and putting them back.
public enum ManifestWork {
  /// The file at `path` without its manifest, every other byte as it was.
  public static func stripped(_ path: String) throws(Problem) -> [UInt8] {
    do {
      let bytes = try FileBytes.read(path, atMost: DecodeLimits().maximumFileBytes)
      let (rest, count) = try ManifestContainer.removing(from: bytes)
      guard count > 0 else { throw noManifest(path) }
      return rest
    } catch { throw Problem(any: error, path: path) }
  }

  /// The file at `path` with the store in the file `sidecar`. One that has a store already is refused.
  public static func embedded(_ sidecar: String, in path: String) throws(Problem) -> [UInt8] {
    let store: ManifestStore
    do {
      store = try ManifestStore.parse(
        try FileBytes.read(sidecar, atMost: ManifestStore.mostBytes))
    } catch { throw Problem(any: error, path: sidecar) }
    do {
      let bytes = try FileBytes.read(path, atMost: DecodeLimits().maximumFileBytes)
      guard ManifestContainer.search(bytes) == .none else {
        throw Problem(
          code: "manifest.present", path: path,
          text: LocalizedText(
            "文件中已有清单；请先用 manifest strip 另存。",
            "The file has a manifest already; write a copy without it first: manifest strip."))
      }
      return try ManifestContainer.embedding(store.bytes, in: bytes).file
    } catch { throw Problem(any: error, path: path) }
  }

  /// There is nothing to work with.
  public static func noManifest(_ path: String) -> Problem {
    Problem(
      code: "manifest.absent", path: path,
      text: LocalizedText(
        "没有找到可用的 C2PA 清单（文件内、同名 .c2pa、店铺目录中均无）。",
        "No usable C2PA manifest was found: not in the file, not beside it as .c2pa, not in the "
          + "shop's catalogue."))
  }
}
