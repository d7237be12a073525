import Glibc
public import Pixels

/// Whether two registered pictures are one photograph or two of the same place: blocks of texture
/// agree in one photograph wherever nothing was laid over them, while another photograph contradicts
/// in its product. What lies under a new white background or a banner from edge to edge counts as not shown.
public struct SamePhotographTest: Sendable, Equatable {
  /// Blocks with texture that agree.
  public let same: Int
  /// Blocks with texture on both sides that do not.
  public let contradicting: Int
  /// Blocks with texture in the registered picture that are flat in the suspect: covered or cut out.
  public let covered: Int
  /// Of the blocks in the middle of the registered picture, how many agree and contradict.
  public let centralSame, centralContradicting: Int
  /// The part of the middle of what is shown where something else lies, 0 to 1; a new background and bands
  /// do not count.
  public let otherMiddleShare: Double
  /// The part of what that middle has to tell that lies under neither, 0 to 1.
  public let middleSeen: Double
  /// Cells of 16 pixels, eight apart, of the largest piece of something else that lies inside what is shown,
  /// touching no edge.
  public let otherIsland: Int
  /// Where the largest piece of something else lies, in parts of the registered picture's sides; nil when
  /// there is none in the inner picture.
  public let otherRegion: Part?
  /// The part of the registered picture that the suspect shows, and of the suspect that shows the
  /// registered picture, 0 to 1.
  public let registeredShare, suspectShare: Double

  /// A rectangle in parts of a picture's sides, 0 to 1.
  public struct Part: Sendable, Equatable {
    public let x, y, width, height: Double
  }

  /// The middle is this part of each side.
  private static let middle = 0.6

  /// Compares luma planes under `map`, from pixels of the suspect to pixels of the registered
  /// picture; nil when the map flattens.
  public init?(suspect: Plane, registered: Plane, map: Homography) {
    guard let view = RegisteredView(suspect: suspect, registered: registered, map: map) else {
      return nil
    }
    self.init(view)
  }

  init(_ view: RegisteredView) {
    let seen = view.withoutLaidOver
    let grid = BlockGrid(seen)
    let central = grid.classes.indices.filter {
      Self.isCentral($0 % grid.columns, grid.columns)
        && Self.isCentral($0 / grid.columns, grid.rows)
    }
    .map { grid.classes[$0] }
    (same, contradicting) = (grid.count(.same), grid.count(.contradicting))
    covered = grid.count(.covered)
    centralSame = central.count { $0 == .same }
    centralContradicting = central.count { $0 == .contradicting }
    let other = OtherContent(ChangeGrid(view, withoutLaidOver: seen))
    (otherMiddleShare, middleSeen, otherIsland) = (
      other.middleShare, other.middleSeen, other.island
    )
    let (width, height) = (Double(view.registered.width), Double(view.registered.height))
    otherRegion = other.region.map {
      Part(
        x: Double($0.x) / width, y: Double($0.y) / height, width: Double($0.width) / width,
        height: Double($0.height) / height)
    }
    (registeredShare, suspectShare) = (view.registeredShare, view.suspectShare)
  }

  /// The part of the telling blocks that contradict, 0 to 1; 1 when none tells.
  public var conflict: Double { Self.share(contradicting, of: same) }

  /// The same in the middle of the registered picture, where products are; 0 when none tells.
  public var centralConflict: Double {
    centralSame + centralContradicting == 0 ? 0 : Self.share(centralContradicting, of: centralSame)
  }

  /// How far one picture holds the other: the larger of both shares.
  public var containment: Double { max(registeredShare, suspectShare) }

  private static func share(_ contradicting: Int, of same: Int) -> Double {
    same + contradicting == 0 ? 1 : Double(contradicting) / Double(same + contradicting)
  }

  private static func isCentral(_ index: Int, _ count: Int) -> Bool {
    abs((Double(index) + 0.5) / Double(count) - 0.5) <= middle / 2
  }
}
