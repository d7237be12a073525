public import Pixels

/// A registered picture ready to be compared with suspects.
public struct ReferencePicture: Sendable {
  /// The picture as it is kept for comparing, in sRGB.
  public let raster: Raster
  /// Its working picture.
  public let working: WorkingPicture
  /// Its features, more of them than the index has.
  public let features: LocalFeatures

  /// Prepares a picture: some tens of milliseconds.
  public init(_ raster: Raster) throws(MatchingError) {
    self.raster = raster.onWhite
    working = WorkingPicture(raster, longSide: WorkingPicture.registeredSide)
    features = try FeatureExtractor.features(
      of: working.luma, limit: FeatureExtractor.referenceCount)
  }
}
