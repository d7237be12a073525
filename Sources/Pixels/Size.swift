/// Width and height in pixels.
public struct Size: Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size of `width` columns and `height` rows.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Width times height. Overflows for sizes no decoder accepts: check a foreign header with
  /// `pixelCount(atMost:)` first.
  public var pixelCount: Int { width * height }

  /// The geometric mean of the two sides, in pixels.
  public var meanSide: Double { (Double(width) * Double(height)).squareRoot() }

  /// Width times height when both are positive and the product is at most `limit`, otherwise nil.
  public func pixelCount(atMost limit: Int) -> Int? {
    guard width > 0, height > 0 else { return nil }
    let (product, overflow) = width.multipliedReportingOverflow(by: height)
    return overflow || product > limit ? nil : product
  }
}
