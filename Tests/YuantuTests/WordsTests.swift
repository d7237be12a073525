import Codecs
import Testing
import Trust
import Wording

@testable import Yuantu

/// product.md, wording rule 8: what no output may say.
private let forbidden = [
  "证明侵权", "盗图成立", "版权归属", "100%", "绝对", "铁证", "法院认可", "司法鉴定", "权威认证", "proves", "certified",
  "guaranteed", "owner confirmed", "infringement confirmed",
]

@Test(arguments: RelationLevel.allCases)
func sentencesSayNothingForbiddenInEitherLanguage(level: RelationLevel) {
  for strength in StrengthOfSupport.allCases {
    for language in Language.allCases {
      let text = level.sentence(strength: strength, reason: nil).text(in: language)
      #expect(!text.isEmpty)
      for word in forbidden { #expect(!text.lowercased().contains(word)) }
    }
  }
}

@Test(arguments: FindingCode.allCases)
func findingsHaveWordsInBothLanguages(code: FindingCode) {
  let (chinese, english) = (code.text.text(in: .simplifiedChinese), code.text.text(in: .english))
  #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  #expect(!english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  for word in forbidden {
    #expect(!chinese.contains(word) && !english.lowercased().contains(word))
  }
}

@Test func errorsOfEveryModuleHaveTheirOwnCodeAndWords() {
  var codes: Set<String> = []
  for code in CodecError.Code.allCases {
    let problem = Problem(any: CodecError(code), path: "a.jpg")
    #expect(codes.insert(problem.code).inserted)
    #expect(problem.path == "a.jpg")
  }
  for code in TrustError.Code.allCases {
    #expect(codes.insert(Problem(any: TrustError(code, detail: ""), path: nil).code).inserted)
  }
}

@Test func strengthNeverExceedsWhatWasMeasured() {
  let verdict = Verdict(
    path: "x", relation: .markAndContent, recordCheck: .pass, findings: [], match: nil,
    computedFalseMatchLog10: -12, problem: nil)
  #expect(
    verdict.strength
      == StrengthOfSupport(falseMatchLog10: MeasuredFalseMatches.boundLog10(recordsSearched: 0)))
}

@Test(arguments: ["", "   ", "店\n铺", "店铺😀", String(repeating: "长", count: 65), "a\u{202E}b"])
func unusableShopNamesAreRefusedAndNothingIsWritten(name: String) throws {
  let scene = try ProductScene()
  #expect(throws: Problem.self) { try scene.shop(name) }
  #expect(!ShopHome(folder: "\(scene.folder)/shop-1").isOccupied)
}
