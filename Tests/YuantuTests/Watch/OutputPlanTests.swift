import Codecs
import Files
import Testing

@testable import Yuantu

@Suite struct OutputPlanTests {
  private func file(_ name: String) -> FoundFile {
    FoundFile(path: "/in/\(name)", relativePath: name)
  }

  @Test func aFilePlannedAgainKeepsItsPath() {
    var plan = OutputPlan(folder: "/out")
    #expect(plan.path(for: file("a.jpg"), in: "", format: .jpeg) == "/out/a.jpg")
    #expect(plan.path(for: file("a.heic"), in: "", format: .jpeg) == "/out/a-2.jpg")
    #expect(plan.path(for: file("a.jpg"), in: "", format: .jpeg) == "/out/a.jpg")
    #expect(plan.path(for: file("a.heic"), in: "", format: .jpeg) == "/out/a-2.jpg")
    #expect(plan.path(for: file("a.jpg"), in: "pdd/", format: .jpeg) == "/out/pdd/a.jpg")
  }

  @Test func whereACopyWentBeforeIsKeptWhateverTheOrder() {
    var plan = OutputPlan(folder: "/out")
    let heic = plan.keep(
      ["/elsewhere/a.jpg", "/out/a-2.jpg"], for: file("a.heic"), in: "", format: .jpeg)
    #expect(heic == "/out/a-2.jpg")
    #expect(plan.keep([], for: file("a.jpg"), in: "", format: .jpeg) == nil)
    #expect(plan.path(for: file("a.jpg"), in: "", format: .jpeg) == "/out/a.jpg")
    #expect(plan.keep(["/out/a-2.jpg"], for: file("a.avif"), in: "", format: .jpeg) == nil)
    #expect(plan.path(for: file("a.avif"), in: "", format: .jpeg) == "/out/a-3.jpg")
  }
}
