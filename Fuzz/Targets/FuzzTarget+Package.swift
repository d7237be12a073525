import Cases
import Codecs
import Glibc
import Yuantu

extension FuzzTarget {
  /// Archives of packages, as `review` opens them, by a reviewer who trusts nobody.
  public static let package = FuzzTarget(name: "Package") { bytes in
    let path = "/tmp/yuantu-fuzz-\(getpid()).zip"
    // Neither synced nor renamed: thousands of them a second.
    guard let file = fopen(path, "wb") else { throw Broken(what: "\(path) can be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    defer { unlink(path) }
    let reviewer = PackageReviewer(time: 1_795_000_000_000, limits: .init(maximumPixels: 1 << 16))
    guard let reader = try? PackageReader(path) else { return }
    for name in reader.present.keys {
      try expect(
        !name.hasPrefix("/") && !name.split(separator: "/").contains(".."),
        "no name leads out of the package")
    }
    _ = try? reviewer.review(path)
  }
}
