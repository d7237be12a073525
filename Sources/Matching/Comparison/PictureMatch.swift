public import Pixels

/// A registered picture that a suspect was compared with, and what came of it.
public struct PictureMatch: Sendable {
  /// A feature of the whole suspect and the one of the reference picture's raster that it was paired
  /// with, in pixels.
  public struct Pair: Sendable {
    public let suspect, registered: (x: Double, y: Double)
  }

  /// One region of the suspect over the registered picture.
  public struct Region: Sendable {
    /// From pixels of the whole suspect to pixels of the reference picture's raster.
    public let map: Homography
    /// Whether the suspect is mirrored there.
    public let isMirrored: Bool
    /// How many features were paired by their looks, and how many of the pairs lie as the map says.
    public let matches, agreeing: Int
    /// log10 of the number of false alarms among all pictures searched.
    public let falseAlarmsLog10: Double
    /// The strongest pairs that agree, at most a dozen.
    public let strongest: [Pair]
    /// What the comparison of the pixels gave.
    public let test: SamePhotographTest?
    /// What it comes to.
    public let grade: CorrespondenceGrade
  }

  /// The picture's ordinal in the index.
  public let ordinal: Int
  /// SHA-256 of the picture's file, 32 bytes.
  public let sha256: [UInt8]
  /// The regions found, the best first; empty when the index proposed the picture but no region holds.
  public let regions: [Region]
  /// PDQ's distance to the nearest of the suspect's eight forms.
  public let hashDistance: Int
  /// log10 of the number of false alarms of the index's proposal; 0 when only the hash proposed it.
  public let proposalFalseAlarmsLog10: Double
  /// The same of the features that stand in no picture of another family.
  public let uniqueProposalFalseAlarmsLog10: Double

  /// The best grade of any region.
  public var grade: CorrespondenceGrade { regions.map(\.grade).min() ?? .none }

  /// log10 of the number of false alarms of the best region; nil without one.
  public var falseAlarmsLog10: Double? { regions.first?.falseAlarmsLog10 }
}
