import Codecs
import Manifests
import Pixels
import Testing
import Trust

/// What we write is read by c2pa-rs with exactly these codes, and with none missing: a time stamp that
/// does not fit, for one, is no failure there, only a success less.
@Suite(.enabled(if: Oracle.python != nil, Comment(rawValue: Oracle.whyNot)))
struct WriterConformanceTests {
  private static let algorithms: [SignatureAlgorithm] = [.es256, .edDSA, .ps256]
  private static let plain = [
    "assertion.dataHash.match", "assertion.hashedURI.match", "claimSignature.insideValidity",
    "claimSignature.validated", "signingCredential.trusted",
  ]
  private static let stamps = ["timeStamp.trusted", "timeStamp.validated"]

  private func expected(
    _ isStamped: Bool, delta: String
  ) -> Oracle.Answer {
    Oracle.Answer(
      state: "Trusted", success: Self.plain + (isStamped ? Self.stamps : []),
      informational: ["signingCredential.ocsp.skipped"], failure: [], deltaSuccess: [],
      deltaInformational: [delta], deltaFailure: [])
  }

  @Test(arguments: algorithms, [false, true])
  func listingsOfEveryFormat(algorithm: SignatureAlgorithm, isStamped: Bool) throws {
    let scene = try ConformanceScene()
    let signer = try scene.signer(algorithm, isStamped: isStamped)
    let original = try scene.original([1, 2, 3], signer)
    var paths: [String] = []
    for format in [ImageFormat.jpeg, .png, .webp] {
      let (file, store) = try scene.listing(
        in: try ConformanceScene.picture(format), original: original, signer)
      paths.append(try scene.write(file, "listing.\(format.fileExtension)"))
      guard case .found(let location) = ManifestContainer.search(file) else {
        Issue.record("no store in \(format)")
        continue
      }
      #expect(location.store == store.bytes && location.faults.isEmpty)
      let report = Validator.validate(
        store, asset: .bytes(file, store: location.range), settings: try scene.settings,
        original: Digest.sha256([1, 2, 3]))
      #expect(report.state == .trusted)
      #expect(report.evidence.binding == .bound && report.evidence.holes.isEmpty)
      #expect(report.evidence.time == (isStamped ? .dated : .undated))
      #expect(report.evidence.original == .proved)
      let own = report.codes(.success).map(\.rawValue).filter { !$0.hasPrefix("ingredient.") }
      #expect(own == expected(isStamped, delta: "").success?.sorted())
      #expect(try SourceImage.decode(file).raster.size.width == 64)
      let (stripped, count) = try ManifestContainer.removing(from: file)
      let again = try ManifestContainer.embedding(store.bytes, in: stripped).file
      #expect(count == 1 && again == file)
    }
    let answers = try Oracle.judge(paths, anchors: scene.anchors)
    #expect(answers.count == 3)
    for answer in answers {
      #expect(answer == expected(isStamped, delta: "ingredient.claimSignature.validated"))
    }
  }

  @Test(arguments: algorithms, [false, true])
  func sidecarsOfFilesOfAnyKind(algorithm: SignatureAlgorithm, isStamped: Bool) throws {
    let scene = try ConformanceScene()
    let signer = try scene.signer(algorithm, isStamped: isStamped)
    var pairs: [String] = []
    for (name, bytes) in [
      ("a.jpg", try ConformanceScene.picture(.jpeg)), ("a.nef", Array("II*\0raw".utf8)),
    ] {
      let store = try scene.original(bytes, signer)
      pairs.append(
        try scene.write(bytes, name) + "=" + (try scene.write(store.bytes, "\(name).c2pa")))
      let report = Validator.validate(
        store, asset: .digest(Digest.sha256(bytes)), settings: try scene.settings)
      #expect(report.state == .trusted && report.evidence.binding == .bound)
    }
    for answer in try Oracle.judge(pairs, anchors: scene.anchors) {
      #expect(answer == expected(isStamped, delta: "ingredient.unknownProvenance"))
    }
  }

  @Test func storesOfSeveralSegments() throws {
    let scene = try ConformanceScene()
    let signer = try scene.signer(.es256, isStamped: false)
    var paths: [String] = []
    // Around the most that one, two and three segments hold.
    for count in [60_000, 65_525, 131_042, 131_043, 190_000] {
      var draft = try scene.draft()
      draft.ingredients = [IngredientDraft(format: "image/jpeg")]
      draft.actions = [ActionDraft("c2pa.opened", ingredients: [0])]
      let filler = [UInt8](repeating: 1, count: count)
      draft.assertions = [
        AssertionDraft("org.yuantu.filler", .cbor(.byteString(filler)))
      ]
      let signed = try ManifestWriter.embedded(
        draft, in: try ConformanceScene.picture(.jpeg), signer: signer
      ) { try ManifestContainer.embedding($0, in: $1) }
      paths.append(try scene.write(signed.file ?? [], "\(count).jpg"))
    }
    for answer in try Oracle.judge(paths, anchors: scene.anchors) {
      #expect(answer == expected(false, delta: "ingredient.unknownProvenance"))
    }
  }
}
