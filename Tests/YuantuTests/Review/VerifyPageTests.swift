import Foundation
import Testing

@testable import Yuantu

/// The page in every package, driven in a real browser by Support/verify_page.py of the end-to-end tests.
@Test func verifyPageChecksAPackageInARealBrowser() async throws {
  let scene = try await PackageScene(try ProductScene())
  let folder = scene.product.folder
  let package = try scene.package()
  _ = try scene.shop.write(package, to: "\(folder)/case", asArchive: false)
  _ = try scene.shop.write(package, to: "\(folder)/case.zip", asArchive: true)
  let support = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("EndToEndTests/Support/verify_page.py").path
  let code = Process.run(
    "/usr/bin/python3", ["-B", support, "\(folder)/case", "\(folder)/case.zip", "2000"])
  // 77: there is no browser; the script has printed so.
  #expect(code == 0 || code == 77)
}
