import FoundationEssentials
public import Marking
import Trust
import Typesetting

/// The design of a visible mark, as a shop saves it under a name.
public struct MarkTemplate: Sendable {
  /// Its name.
  public let name: String
  /// The design.
  public let design: Design
  /// The file of the logo; nil for text.
  public let artwork: [UInt8]?

  /// The design but for the logo's pixels. Measures left out are those usual for the layout.
  public struct Design: Codable, Sendable, Equatable {
    /// The version of this form.
    public var version = 1
    /// The text; nil when there is a logo.
    public var text: String?
    /// The font's family.
    public var font: String?
    /// Whether the font is bold.
    public var isBold: Bool?
    /// Whether the text runs from top to bottom.
    public var isVertical: Bool?
    /// The text's colour, `#RRGGBB`.
    public var color: String?
    /// Whether white in a logo is taken as transparent.
    public var whiteIsTransparent: Bool?
    /// `corner`, `tiled` or `band`.
    public var layout = Layout.tiled
    /// For `corner`: which.
    public var corner: String?
    /// 0…1.
    public var opacity: Double?
    /// Share of the picture's shorter side.
    public var size: Double?
    /// Degrees.
    public var angle: Double?
    /// Gaps in heights of the mark.
    public var spacing: Double?

    /// How the mark lies on the picture.
    public enum Layout: String, Codable, CaseIterable, Sendable {
      /// Once, in a corner.
      case corner
      /// All over the picture.
      case tiled
      /// In one row across it.
      case band
    }

    /// A design with the usual measures.
    public init() {}
  }

  /// A template of these parts; whether they can be used is seen by `visibleMark()`.
  public init(name: String, design: Design, artwork: [UInt8]?) {
    self.name = name
    self.design = design
    self.artwork = artwork
  }

  /// A digest of the design and its artwork.
  var digest: Digest {
    Digest.sha256(Array(definition.utf8) + (artwork.map { Digest.sha256($0).bytes } ?? []))
  }

  /// The design as JSON with its fields in alphabetical order.
  var definition: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Every field is a text or a finite number.
    return (try? encoder.encode(design)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The mark itself. Throws when text, font, logo or measures cannot be used.
  public func visibleMark() throws(Problem) -> VisibleMark {
    let layout: VisibleMark.Layout
    switch design.layout {
    case .tiled: layout = .tiled
    case .band: layout = .band
    case .corner:
      guard let corner = VisibleMark.Corner(rawValue: design.corner ?? "auto") else {
        throw Problem.damagedTemplate(name)
      }
      layout = .corner(corner)
    }
    var mark = VisibleMark(try subject(), layout: layout)
    mark.opacity = try Self.bounded(design.opacity, 0.03...1, "opacity") ?? mark.opacity
    mark.size = try Self.bounded(design.size, 0.01...0.8, "size") ?? mark.size
    mark.angle = try Self.bounded(design.angle, -90...90, "angle") ?? mark.angle
    mark.spacing = try Self.bounded(design.spacing, 0...20, "spacing") ?? mark.spacing
    return mark
  }

  private func subject() throws(Problem) -> VisibleMark.Subject {
    if let artwork {
      return try LogoFile.subject(
        artwork, whiteIsTransparent: design.whiteIsTransparent ?? false, name: name)
    }
    guard let color = MarkColor(design.color ?? MarkColor.white.text) else {
      throw Problem.badColor(design.color ?? "")
    }
    do {
      let line = try line()
      try line.checkGlyphs()
      return .text(line, color)
    } catch { throw Problem(error) }
  }

  private func line() throws(TypesettingError) -> TextLine {
    try TextLine(
      design.text ?? "",
      typeface: Typeface(
        family: design.font ?? Typeface.standardFamily, isBold: design.isBold ?? true),
      isVertical: design.isVertical ?? false)
  }

  /// What there is to know about the design.
  public func findings() throws(Problem) -> [FindingCode] {
    if let artwork {
      return try LogoFile.findings(
        artwork, whiteIsTransparent: design.whiteIsTransparent ?? false, name: name)
    }
    do {
      return try line().licence() == .open ? [] : [.fontLicenceUnknown]
    } catch { throw Problem(error) }
  }

  private static func bounded(
    _ value: Double?, _ range: ClosedRange<Double>, _ name: String
  ) throws(Problem) -> Double? {
    guard let value else { return nil }
    guard range.contains(value) else { throw Problem.badMeasure(name, range) }
    return value
  }
}
