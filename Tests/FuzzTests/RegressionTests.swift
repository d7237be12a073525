import Foundation
import FuzzTargets
import Testing

/// Inputs that once broke something, and odd ones kept for good.
struct RegressionTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzz/Regressions")

  @Test(arguments: FuzzTarget.all.map(\.name)) func holds(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let inputs = try FileManager.default.contentsOfDirectory(
      at: Self.folder.appendingPathComponent(name), includingPropertiesForKeys: nil)
    #expect(!inputs.isEmpty)
    for input in inputs {
      #expect(throws: Never.self, "\(input.lastPathComponent)") {
        try target.examine([UInt8](Data(contentsOf: input)))
      }
    }
  }
}
