import Codecs
import Pixels
import Testing

@testable import Cases

private func rules(_ slots: String, id: String = "x", more: String = "") throws -> PlatformRules {
  try PlatformRules(
    Array(
      """
      {"version": 1, "platforms": [{"id": "\(id)", "names": {"zh-Hans": "甲", "en": "X"}, \
      "slots": [\(slots)]}\(more)]}
      """.utf8))
}

private let source = #""grade": "C", "asOf": "2026-11-23", "source": "s""#

private func slot(
  id: String = "main", shape: String = #""ratio": [1, 1]"#, bytes: String = #""maximum": 1000"#,
  formats: String = #"["jpeg"]"#, visible: String = #""allowed": "no""#
) -> String {
  """
  {"id": "\(id)", "names": {"zh-Hans": "主图", "en": "main"}, "shape": {\(shape), \(source)}, \
  "bytes": {\(bytes), \(source)}, "formats": {"allowed": \(formats), \(source)}, \
  "visibleMark": {\(visible), \(source)}}
  """
}

private let wanted = [
  "pdd", "taobao", "tmall", "1688", "jd", "douyin", "xiaohongshu", "amazon", "ebay", "shopee",
  "aliexpress", "tiktok",
]

@Test func rulesOfTwelvePlatformsComeWithTheProgramEveryOneDatedAndGraded() {
  let rules = PlatformRules.standard
  #expect(rules.problems.isEmpty)
  #expect(rules.platforms.map(\.id) == wanted)
  for slot in rules.platforms.flatMap(\.slots) {
    #expect(slot.formats.allowed.contains(.jpeg))
    #expect(slot.visibleMark.source.asOf.hasPrefix("20"))
  }
}

@Test func platformsAnswerToTheirNames() {
  let rules = PlatformRules.standard
  #expect(rules.platform("拼多多")?.id == "pdd")
  #expect(rules.platform("PDD")?.id == "pdd")
  #expect(rules.platform("pinduoduo")?.id == "pdd")
  #expect(rules.platform("抖音")?.id == "douyin")
  #expect(rules.platform("nosuch") == nil)
}

@Test func visibleMarksAreNowhereAllowedOnWhiteBackgroundPictures() {
  for platform in PlatformRules.standard.platforms {
    if let white = platform.slot(id: "white") { #expect(white.visibleMark.permission == .no) }
  }
}

@Test func mistakesAreNamedByTheirPlaceAndOtherPlatformsStayUsable() throws {
  func place(_ slots: String) throws -> RulesProblem? { try rules(slots).problems.first }
  #expect(try place(slot()) == nil)
  #expect(
    try place(slot(bytes: #""maximun": 1"#))
      == RulesProblem(.unknownField, "platforms[0] x.slots[0] main.bytes.maximun"))
  #expect(
    try place(slot(bytes: #""maximum": "1 MB""#))
      == RulesProblem(.badValue, "platforms[0] x.slots[0] main.bytes.maximum"))
  #expect(try place(slot(bytes: #""minimum": 5, "maximum": 4"#))?.code == .badValue)
  #expect(try place(slot(shape: #""ratio": [1, 0]"#))?.code == .badValue)
  #expect(try place(slot(shape: #""width": 1e30"#))?.code == .badValue)
  #expect(try place(slot(shape: #""minimumWidth": 900, "width": 800"#))?.code == .badValue)
  #expect(try place(slot(formats: #"["heic"]"#))?.code == .badValue)
  #expect(try place(slot(visible: #""allowed": "perhaps""#))?.code == .badValue)
  #expect(try place(slot(visible: #""allowed": "limited""#))?.code == .missing)
  #expect(try place(slot(id: "../up"))?.code == .badValue)
  #expect(try place(slot() + "," + slot())?.code == .duplicate)
  #expect(try place("")?.code == .missing)
  let bad = slot(bytes: #""maximum": 0"#)
  let good = slot()
  let both = try rules(
    bad,
    more: """
      , {"id": "y", "names": {"zh-Hans": "乙", "en": "Y"}, "slots": [\(good)]}
      """)
  #expect(both.platforms.map(\.id) == ["y"] && both.problems.count == 1)
}

@Test func filesThatAreNoRulesAreRefused() {
  func code(_ text: String) -> RulesProblem.Code? {
    do throws(RulesProblem) {
      _ = try PlatformRules(Array(text.utf8))
      return nil
    } catch { return error.code }
  }
  #expect(code("") == .notJSON)
  #expect(code("{\"version\": 1") == .notJSON)
  #expect(code(String(repeating: "[", count: 100_000)) == .notJSON)
  #expect(code("[]") == .badValue)
  #expect(code("{\"version\": 2, \"platforms\": []}") == .unknownVersion)
  #expect(code("{\"version\": 1}") == .missing)
}

@Test func slotIsTakenFromTheNameThenTheFolderThenTheShape() throws {
  let taobao = try #require(PlatformRules.standard.platform("taobao"))
  func named(_ path: String) -> String? { taobao.slot(forPath: path)?.id }
  #expect(named("主图1.jpg") == "main")
  #expect(named("花朵裙 主图1.jpg") == "main")
  #expect(named("主图 (2).jpg") == "gallery")
  #expect(named("白底图.png") == "white")
  #expect(named("a/详情/03.jpg") == "detail")
  #expect(named("详情/主图1.jpg") == "main")
  #expect(named("detail-03.jpg") == "detail")
  #expect(named("domain.jpg") == nil)
  #expect(named("SKU-2031-black.jpg") == nil)
  #expect(named("sku/2031.jpg") == "sku")
  #expect(try taobao.slot(forShape: Size(width: 1440, height: 1440)).id == "main")
  #expect(try taobao.slot(forShape: Size(width: 1500, height: 2000)).id == "portrait")
  #expect(try taobao.slot(forShape: Size(width: 800, height: 1200)).id == "long")
  #expect(try taobao.slot(forShape: Size(width: 900, height: 700)).id == "detail")
}

@Test func picturesAreMadeSmallerNeverLargerAndNeverCropped() throws {
  let taobao = try #require(PlatformRules.standard.platform("taobao"))
  let main = try #require(taobao.slot(id: "main"))
  let detail = try #require(taobao.slot(id: "detail"))
  #expect(try main.fitted(Size(width: 1440, height: 1440)) == Size(width: 800, height: 800))
  #expect(try main.fitted(Size(width: 1441, height: 1440)) == Size(width: 800, height: 800))
  #expect(try main.fitted(Size(width: 750, height: 750)) == Size(width: 750, height: 750))
  #expect(try detail.fitted(Size(width: 1500, height: 2000)) == Size(width: 750, height: 1000))
  func refusal(_ slot: Slot, _ width: Int, _ height: Int) -> SlotRefusal.Code? {
    do throws(SlotRefusal) {
      _ = try slot.fitted(Size(width: width, height: height))
      return nil
    } catch { return error.code }
  }
  #expect(refusal(main, 300, 300) == .tooSmall)
  #expect(refusal(main, 800, 1000) == .wrongRatio)
  #expect(refusal(detail, 750, 6000) == .tooHigh)
  let free = try #require(PlatformRules.standard.platform("pdd")?.slot(id: "detail"))
  #expect(try free.fitted(Size(width: 1200, height: 1600)) == Size(width: 1125, height: 1500))
  #expect(refusal(free, 750, 6000) == .tooHigh)
  #expect(throws: SlotRefusal.self) {
    // Too small for the main slot, and not quietly taken for a detail picture.
    try taobao.slot(forShape: Size(width: 300, height: 300))
  }
}
