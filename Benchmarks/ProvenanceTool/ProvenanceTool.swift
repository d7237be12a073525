import Codecs
import Foundation
import Manifests
import Trust

/// Times hashing, signing and validating of pictures: provenance-tool ROUNDS FILE… prints a line of JSON
/// for each file, medians in milliseconds. Reading and writing of files is not in the times.
@main struct ProvenanceTool {
  private static let now: Int64 = 1_795_000_000

  private let rounds: Int
  private let signer: ClaimSigner
  private let settings: ValidationSettings

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let tool = try ProvenanceTool(rounds: words.first.flatMap { Int($0) } ?? 21)
    for path in words.dropFirst() { print(try tool.measure(path)) }
  }

  private init(rounds: Int) throws {
    self.rounds = rounds
    let rootKey = try SigningKey.generate()
    let root = try Certificate.makeRoot(name: "Benchmark", key: rootKey, now: Self.now)
    let key = try SigningKey.generate()
    let leaf = try Certificate.issueLeaf(
      shopName: "Benchmark", leafPublicKeyDER: key.publicKeyDER, root: root, rootKey: rootKey,
      now: Self.now)
    signer = ClaimSigner(key: key, chain: [leaf, root])
    settings = ValidationSettings(anchors: [root], timestampAnchors: [], time: Self.now + 60)
  }

  private func measure(_ path: String) throws -> String {
    let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let mediaType = ImageFormat.detect(file)?.mediaType ?? "application/octet-stream"
    let signed = try sign(file, mediaType)
    let signing = try median { _ = try sign(file, mediaType) }
    let validating = try median { _ = try state(of: signed) }
    let hashing = try median { _ = Digest.sha256(file) }
    return """
      {"file":"\(path)","bytes":\(file.count),"hash":\(hashing),"sign":\(signing),\
      "validate":\(validating),"state":"\(try state(of: signed).rawValue)",\
      "manifestBytes":\(signed.count - file.count)}
      """
  }

  private func sign(_ file: [UInt8], _ mediaType: String) throws -> [UInt8] {
    var draft = ManifestDraft(
      generator: Generator(name: "benchmark", version: "1"), madeAt: Self.now * 1000,
      random: try SystemRandom().bytes(16))
    draft.ingredients = [IngredientDraft(format: mediaType)]
    draft.actions = [
      ActionDraft("c2pa.opened", ingredients: [0]), ActionDraft("c2pa.transcoded"),
    ]
    let made = try ManifestWriter.embedded(draft, in: file, signer: signer) {
      try ManifestContainer.embedding($0, in: $1)
    }
    return made.file ?? []
  }

  private func state(of file: [UInt8]) throws -> ValidationReport.State {
    guard case .found(let location) = ManifestContainer.search(file) else { return .invalid }
    return Validator.validate(
      try ManifestStore.parse(location.store), asset: .bytes(file, store: location.range),
      settings: settings
    ).state
  }

  private func median(_ work: () throws -> Void) throws -> Double {
    var times: [Double] = []
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      try work()
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      times.append(Double(seconds) * 1000 + Double(attoseconds) / 1e15)
    }
    return times.sorted()[rounds / 2]
  }
}
