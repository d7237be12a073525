import Cases
import Codecs
import Trust

/// Makes the issued copy of a picture: as the request says, or within the bytes of its slot.
enum FittedCopy {
  /// Qualities tried at most; the first or second nearly always fits.
  private static let attempts = 6

  /// - Parameter manifestBytes: left free below a ceiling, for the manifest.
  static func make(
    _ picture: VisiblyMarkedPicture, payload: UInt64, plan: DeliveryPlan, shop: Shop,
    request: ProtectRequest, manifestBytes: Int
  ) throws -> MarkedCopy {
    let image = picture.image
    guard let bytes = plan.bytes else {
      return try MarkedCopy.make(
        image, settings: request.encodeSettings(for: image, reserving: manifestBytes),
        payload: payload, shop: shop, request: request)
    }
    let fitter = SizeFitter(bytes, reserve: manifestBytes)
    var fit = try fitter.settings(
      for: image.raster, metadata: image.metadata, colorModel: image.colorModel)
    for _ in 0..<attempts {
      let copy = try MarkedCopy.make(
        image, settings: fit.settings, payload: payload, shop: shop, request: request)
      guard
        let lower = try fitter.lowered(
          fit, markedBytes: copy.bytes.count, colorModel: image.colorModel)
      else { return copy }
      fit = lower
    }
    throw CodecError(.byteCeilingUnreachable, "JPEG: \(bytes.upperBound) bytes")
  }
}
