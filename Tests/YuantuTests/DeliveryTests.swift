import Cases
import Codecs
import Files
import Foundation
import Marking
import Pixels
import Testing
import Trust

@testable import Yuantu

private func template(_ change: (inout MarkTemplate.Design) -> Void = { _ in }) -> MarkTemplate {
  var design = MarkTemplate.Design()
  design.text = "青禾家居"
  change(&design)
  return MarkTemplate(name: "t", design: design, artwork: nil)
}

private func request(_ platform: String, _ change: (inout Delivery) -> Void = { _ in }) throws
  -> (DeliveryTarget, ProtectRequest)
{
  var delivery = Delivery()
  delivery.platforms = [try #require(PlatformRules.standard.platform(platform))]
  delivery.template = try PreparedTemplate(template())
  change(&delivery)
  let request = ProtectRequest(paths: [], outputFolder: "", delivery: delivery)
  return (try #require(delivery.targets(forPath: "x.jpg").first), request)
}

private let square = Size(width: 1000, height: 1000)

@Test func visibleMarkGoesOnlyWhereThePlatformAllowsIt() throws {
  let (target, wanted) = try request("taobao")
  let main = try DeliveryPlan(target, size: square, request: wanted)
  #expect(main.slot == "main" && main.visibleMark == nil && main.findings.isEmpty)
  let detail = try DeliveryPlan(target, size: Size(width: 900, height: 700), request: wanted)
  #expect(detail.slot == "detail" && detail.visibleMark != nil && detail.findings.isEmpty)
}

@Test func overriddenRulesAreWarnedOfAndALimitedSlotKeepsItsBox() throws {
  let (target, taobao) = try request("taobao") { $0.visible = .everywhere }
  let limited = try DeliveryPlan(target, size: square, request: taobao)
  #expect(limited.findings == [.visibleInsideBox])
  #expect(limited.visibleMark?.layout == .corner(.topLeft))
  #expect(limited.visibleMark?.bounds.height ?? 1 < 0.2)
  let (other, amazon) = try request("amazon") { $0.visible = .everywhere }
  let forbidden = try DeliveryPlan(other, size: square, request: amazon)
  #expect(forbidden.findings == [.visibleAgainstRules] && forbidden.visibleMark?.layout == .tiled)
}

@Test func whateverChangesTheFileChangesTheVariant() throws {
  func variant(_ platform: String, _ change: (inout Delivery) -> Void = { _ in }) throws -> String {
    let (target, wanted) = try request(platform, change)
    return try DeliveryPlan(target, size: Size(width: 900, height: 700), request: wanted).variant
  }
  let one = try variant("taobao")
  #expect(try variant("taobao") == one)
  #expect(try variant("taobao") { $0.visible = .never } != one)
  #expect(
    try variant("taobao") {
      $0.template = try? PreparedTemplate(template { $0.opacity = 0.2 })
    } != one)
  #expect(try variant("tmall") != one)
}

@Test func copiesWithoutPlatformKeepTheVariantTheyAlwaysHad() throws {
  let request = ProtectRequest(paths: [], outputFolder: "")
  let plan = try DeliveryPlan(.none, size: square, request: request)
  #expect(plan.variant == request.variant && plan.size == square && plan.bytes == nil)
}

@Test func everyPlatformAndRecipientIsATarget() throws {
  var delivery = Delivery()
  delivery.platforms = PlatformRules.standard.platforms.filter { ["pdd", "jd"].contains($0.id) }
  delivery.recipients = ["甲", "乙"]
  let targets = delivery.targets(forPath: "详情/1.jpg")
  #expect(targets.map(\.folder) == ["pdd/甲/", "pdd/乙/", "jd/甲/", "jd/乙/"])
  #expect(targets.allSatisfy { $0.slotID == "detail" })
  #expect(Delivery().targets(forPath: "a.jpg") == [.none])
}

@Test func templatesAreKeptWithTheShopAndItsBackup() throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  var saved = template { $0.layout = .corner }
  saved = MarkTemplate(name: "详情", design: saved.design, artwork: nil)
  try shop.save(saved, at: 1)
  #expect(try shop.template("详情").design == saved.design)
  #expect(try shop.templates().map(\.name) == ["详情"])
  #expect(throws: Problem.self) { try shop.template("nosuch") }
  #expect(throws: Problem.self) {
    try shop.save(MarkTemplate(name: "a/b", design: saved.design, artwork: nil), at: 1)
  }
  try shop.removeTemplate("详情")
  #expect(try shop.templates().isEmpty)
}

@Test func measuresOutsideTheirRangeAreRefused() {
  for change: (inout MarkTemplate.Design) -> Void in [
    { $0.opacity = 0 }, { $0.opacity = 2 }, { $0.size = 0 }, { $0.angle = 91 }, { $0.spacing = -1 },
    { $0.color = "red" },
  ] {
    #expect(throws: Problem.self) { try template(change).visibleMark() }
  }
}

@Test func visiblyMarkedPictureIsLegibleOnPlainGroundAndLessSoWhenFaint() throws {
  let scene = try ProductScene()
  let shop = try scene.shop()
  let path = try scene.photo("a.jpg", seed: 4, size: Size(width: 800, height: 800))
  let image = try SourceImage.decode(try FileBytes.read(path, atMost: 1 << 24))
  func score(_ opacity: Double) throws -> Double {
    var delivery = Delivery()
    delivery.template = try PreparedTemplate(template { $0.opacity = opacity })
    let plan = try DeliveryPlan(
      .none, size: image.raster.size,
      request: ProtectRequest(paths: [], outputFolder: "", delivery: delivery))
    let picture = try VisiblyMarkedPicture.make(
      image, digest: .sha256([1]), plan: plan, key: shop.markKey)
    return try #require(picture.legibility).score
  }
  let (faint, usual, strong) = (try score(0.03), try score(0.14), try score(0.5))
  #expect(faint < 35 && faint < usual && usual <= strong && strong > 60)
}
