import Codecs
import Files
import Marking
import Pixels
import Trust
public import Wording

/// Shows what a template does to the hardest pictures of a folder, on one sheet.
public struct TemplatePreview: Sendable {
  private let shop: Shop

  /// Previews for `shop`.
  public init(shop: Shop) { self.shop = shop }

  /// What one picture came to.
  public struct Sample: Sendable {
    /// In what way it is hard.
    public let kind: WorstPictures.Kind
    /// Its file.
    public let path: String
    /// How well the mark can be read, 0…100; nil where the platform's rules allow none.
    public let legibility: Double?
    /// What there is to know about it.
    public let findings: [FindingCode]
  }

  /// What a preview came to.
  public struct Outcome: Sendable {
    /// The pictures on the sheet, from left to right.
    public let samples: [Sample]
    /// What could not be read or does not fit the platform.
    public let problems: [Problem]
    /// Pictures looked at, of all that were found.
    public let examined: Int, found: Int
  }

  /// Writes the sheet, a PNG, to `output`: above the pictures as they are, below as they would be
  /// delivered, but for the invisible mark.
  public func write(
    _ request: ProtectRequest, to output: String, language: Language
  ) async throws(Problem) -> Outcome {
    let worst = await WorstPictures(
      request.paths, limits: request.limits, jobs: request.jobs)
    var problems = worst.problems
    var sheet = ContactSheet()
    var samples: [Sample] = []
    for (kind, file) in worst.pictures {
      for target in request.delivery.targets(forPath: file.relativePath).prefix(1) {
        do {
          let (before, after) = try picture(file, target, request)
          samples.append(
            Sample(
              kind: kind, path: file.path, legibility: after.legibility?.score,
              findings: after.findings))
          sheet.add(
            before: before, after: try after.image.analysisRaster().onWhite,
            labels: Self.labels(kind, file, after, language))
        } catch { problems.append(Problem(any: error, path: file.path).about(file.path)) }
      }
    }
    guard !samples.isEmpty else {
      throw problems.first ?? Problem.nothingToPreview
    }
    do {
      let bytes = try ImageEncoder.encode(
        sheet.raster, metadata: ImageMetadata(), settings: EncodeSettings(format: .png))
      try AtomicFile.write(bytes, to: output, replacing: false)
    } catch { throw Problem(any: error, path: output) }
    return Outcome(
      samples: samples, problems: problems, examined: worst.examined, found: worst.found)
  }

  private func picture(
    _ file: FoundFile, _ target: DeliveryTarget, _ request: ProtectRequest
  ) throws -> (Raster, VisiblyMarkedPicture) {
    let bytes = try FileBytes.read(file.path, atMost: request.limits.maximumFileBytes)
    let image = try SourceImage.decode(bytes, limits: request.limits)
    let plan = try DeliveryPlan(target, size: image.raster.size, request: request)
    let after = try VisiblyMarkedPicture.make(
      image, digest: Digest.sha256(bytes), plan: plan, key: shop.markKey)
    return (try image.analysisRaster().onWhite, after)
  }

  private static func labels(
    _ kind: WorstPictures.Kind, _ file: FoundFile, _ after: VisiblyMarkedPicture,
    _ language: Language
  ) -> [String] {
    let score =
      after.legibility.map { legibility in
        let points = Int(legibility.score.rounded())
        return LocalizedText("清晰度 \(points)", "legibility \(points)")
      } ?? LocalizedText("此位置不加明水印", "no visible mark in this slot")
    return [
      "\(kind.text.text(in: language)) · \(score.text(in: language))", file.name,
    ]
  }
}

extension Problem {
  static let nothingToPreview = Problem(
    code: "preview.nothing",
    text: LocalizedText("没有可预览的图片。", "There is no picture to preview."))
}
