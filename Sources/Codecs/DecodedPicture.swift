import Pixels

/// What one format's decoder hands over, before the steps that all formats share.
struct DecodedPicture {
  var raster: Raster
  var metadata = ImageMetadata()
  var colorModel = ColorModel.rgb
  var notices: Set<SourceNotice> = []
  var jpeg: JPEGSettings?
  var webpIsLossless = false
  var bitsPerSample = 8
  /// Whether the decoder has applied the orientation itself.
  var isUpright = false
}

extension DecodeLimits {
  /// The number of pixels of a header's width and height, or the refusal.
  func check(width: Int, height: Int) throws(CodecError) -> Size {
    let size = Size(width: width, height: height)
    guard width > 0, height > 0 else { throw CodecError(.corrupt, "empty picture") }
    guard size.pixelCount(atMost: maximumPixels) != nil else {
      throw CodecError(.tooManyPixels, "\(width)x\(height)")
    }
    return size
  }
}
