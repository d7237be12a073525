public import Codecs
import Files
import Matching
import Pixels
public import Wording

/// What a verification saw, as pictures: JPEG files of the suspect and the recorded picture laid on each other, of what was
/// changed, and of the likeliest picture that is no match.
public struct ComparisonImages: Sendable {
  /// How much of what the suspect shows is of one kind.
  public struct Share: Sendable {
    /// The kind, with the colour and pattern that stand for it.
    public let name: LocalizedText
    /// Its colour in the panels: red, green, blue.
    public let colour: (UInt8, UInt8, UInt8)
    /// Whole percent; nil for what is not shown at all.
    public let percent: Int?
  }

  /// Suspect, recorded picture and the classes of change, side by side.
  public let panels: [UInt8]
  /// The recorded picture, and the suspect as it lies on it, of one size.
  public let recorded, alignedSuspect: [UInt8]
  /// The strongest matched points joined by lines; nil when there are none to show.
  public let lines: [UInt8]?
  /// The likeliest recorded picture that is no match; nil when there is none.
  public let lookAlike: [UInt8]?
  /// What was seen, in words.
  public let sentence: LocalizedText?
  /// The classes of change.
  public let shares: [Share]

  /// The pictures of a verdict of `shop`; nil when there is no recorded picture to compare with.
  public init?(_ verdict: Verdict, shop: Shop, limits: DecodeLimits) throws(Problem) {
    do {
      let bytes = try FileBytes.read(verdict.path, atMost: limits.maximumFileBytes)
      let suspect = try SourceImage.decode(bytes, limits: limits).analysisRaster()
      let views = ComparisonViews(shop.home)
      guard let correspondence = Correspondence(verdict, suspect: suspect, views),
        let picture = correspondence.picture(of: suspect)
      else { return nil }
      panels = try Self.jpeg(picture.panels)
      recorded = try Self.jpeg(picture.registered)
      alignedSuspect = try Self.jpeg(picture.alignedSuspect)
      lines = try MatchLines.drawn(
        suspect: suspect, registered: picture.registered,
        pairs: correspondence.regions[0].strongest
      ).map(Self.jpeg)
      lookAlike = try verdict.content?.lookAlike.flatMap { views.raster($0.match.sha256) }
        .map(Self.jpeg)
      sentence = ComparisonSentence.text(correspondence.regions, changes: picture.changes)
      shares = [.same, .recoloured, .changed, .flat, .absent].map {
        Self.share($0, picture.changes)
      }
    } catch { throw Problem(any: error, path: verdict.path) }
  }

  private static func share(_ kind: ChangeMap.Class, _ changes: ChangeMap) -> Share {
    Share(
      name: name(kind), colour: ComparisonPicture.colour(of: kind),
      // What is absent is no part of what the suspect shows.
      percent: kind == .absent ? nil : Int((changes.share(kind) * 100).rounded()))
  }

  private static func jpeg(_ raster: Raster) throws(CodecError) -> [UInt8] {
    try ImageEncoder.encode(
      raster, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(88)))
  }

  private static func name(_ kind: ChangeMap.Class) -> LocalizedText {
    switch kind {
    case .absent: LocalizedText("灰：被检图中没有", "grey: not in the suspect")
    case .same: LocalizedText("绿：相同", "green: same")
    case .recoloured: LocalizedText("橙色圆点：改了颜色", "amber dots: recoloured")
    case .changed: LocalizedText("红色斜线：改动或遮盖", "red diagonals: changed or covered")
    case .flat: LocalizedText("米色横线：过于平坦", "beige lines: too flat to tell")
    }
  }
}
