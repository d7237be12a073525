import Glibc
public import Pixels

/// Whether two registered pictures are one photograph or two of the same place: blocks of texture
/// agree in one photograph wherever nothing was laid over them, while another photograph contradicts
/// in its product.
public struct SamePhotographTest: Sendable, Equatable {
  /// Blocks with texture that agree.
  public let same: Int
  /// Blocks with texture on both sides that do not.
  public let contradicting: Int
  /// Blocks with texture in the registered picture that are flat in the suspect: covered or cut out.
  public let covered: Int
  /// Of the blocks in the middle of the registered picture, how many agree and contradict.
  public let centralSame, centralContradicting: Int
  /// The part of the registered picture that the suspect shows, and of the suspect that shows the
  /// registered picture, 0 to 1.
  public let registeredShare, suspectShare: Double

  static let side = 24
  static let textured: Float = 3
  static let clearlyTextured: Float = 5
  static let agreement: Float = 0.7
  static let disagreement: Float = 0.5
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
    var counts = (same: 0, contradicting: 0, covered: 0, centralSame: 0, centralContradicting: 0)
    let search = BlockComparison.search
    let (width, height) = (view.registered.width, view.registered.height)
    for y in stride(from: search, through: height - Self.side - search, by: Self.side) {
      for x in stride(from: search, through: width - Self.side - search, by: Self.side) {
        guard BlockComparison.isCovered(view, x: x, y: y, side: Self.side) else { continue }
        let block = BlockComparison(view, x: x, y: y, side: Self.side)
        guard block.registeredDeviation >= Self.textured else { continue }
        let isCentral =
          Self.isCentral(x + Self.side / 2, width) && Self.isCentral(y + Self.side / 2, height)
        if block.correlation > Self.agreement {
          counts.same += 1
          if isCentral { counts.centralSame += 1 }
        } else if block.suspectDeviation < Self.clearlyTextured {
          counts.covered += 1
        } else if block.correlation < Self.disagreement,
          block.registeredDeviation >= Self.clearlyTextured
        {
          counts.contradicting += 1
          if isCentral { counts.centralContradicting += 1 }
        }
      }
    }
    (same, contradicting, covered) = (counts.same, counts.contradicting, counts.covered)
    (centralSame, centralContradicting) = (counts.centralSame, counts.centralContradicting)
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

  private static func isCentral(_ position: Int, _ length: Int) -> Bool {
    abs(Double(position) / Double(length) - 0.5) <= middle / 2
  }
}
