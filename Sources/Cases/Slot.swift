public import Codecs
public import Wording

/// A place for pictures in a platform's listings, with what it asks of them.
public struct Slot: Hashable, Sendable {
  /// Its identifier within the platform, for example `main`.
  public let id: String
  /// What merchants call it.
  public let name: LocalizedText
  /// Words in file names that mean this slot.
  public let fileWords: [String]
  /// Names of folders whose pictures are for this slot.
  public let folders: [String]
  /// Whether it may be chosen by a picture's shape alone.
  public let isChosenByShape: Bool
  /// Measures of the picture.
  public let shape: Shape
  /// Size of the file, when the platform bounds it.
  public let bytes: ByteRange?
  /// Formats it takes.
  public let formats: Formats
  /// Whether a visible mark is allowed.
  public let visibleMark: VisibleMarkRule

  /// What a slot asks of width and height, in pixels.
  public struct Shape: Hashable, Sendable {
    /// Width to height; nil for any.
    public let ratio: Ratio?
    /// The least width.
    public let minimumWidth: Int?
    /// The largest width; wider pictures are scaled down to it.
    public let maximumWidth: Int?
    /// The largest height; strips that are higher must be cut.
    public let maximumHeight: Int?
    /// The width that larger pictures are scaled down to.
    public let width: Int?
    /// The least longer side.
    public let minimumLongSide: Int?
    /// The largest longer side; larger pictures are scaled down to it.
    public let maximumLongSide: Int?
    /// Where this was read.
    public let source: RuleSource
  }

  /// A ratio of width to height.
  public struct Ratio: Hashable, Sendable {
    /// Its two whole numbers.
    public let width, height: Int
  }

  /// What a slot asks of a file's size.
  public struct ByteRange: Hashable, Sendable {
    /// The least number of bytes.
    public let minimum: Int?
    /// The largest number of bytes.
    public let maximum: Int?
    /// Where this was read.
    public let source: RuleSource
  }

  /// The formats a slot takes, of those that can be written.
  public struct Formats: Hashable, Sendable {
    /// In the order of preference.
    public let allowed: [ImageFormat]
    /// Where this was read.
    public let source: RuleSource
  }

  /// What a platform says of visible marks in a slot.
  public struct VisibleMarkRule: Hashable, Sendable {
    /// How far they are allowed.
    public enum Permission: String, CaseIterable, Sendable {
      /// Not at all.
      case no
      /// A small logo inside a box.
      case limited
      /// Yes.
      case yes
    }

    /// How far they are allowed.
    public let permission: Permission
    /// For `limited`: the box.
    public let box: Box?
    /// Where this was read.
    public let source: RuleSource
  }

  /// A corner of a picture.
  public struct Box: Hashable, Sendable {
    /// Which corner.
    public let corner: Corner
    /// Shares of the picture's width and height.
    public let width, height: Double
  }

  /// The corners of a picture.
  public enum Corner: String, CaseIterable, Sendable {
    /// The four corners.
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"
  }
}
