public import Pixels

extension Slot {
  /// How far a ratio may be off: a pixel of a small picture.
  private static let ratioTolerance = 0.01
  /// Pictures with a greater ratio of height to width are strips: making them narrower to keep a bound
  /// of height would make them unreadable.
  private static let stripRatio = 2.0

  /// The size in which a picture of `size` goes into this slot: its own, or a smaller one. Never a
  /// larger one, and never with parts cut off.
  public func fitted(_ size: Size) throws(SlotRefusal) -> Size {
    let (width, height) = (Double(size.width), Double(size.height))
    if let ratio = shape.ratio {
      let wanted = Double(ratio.width) / Double(ratio.height)
      guard abs(width / height / wanted - 1) <= Self.ratioTolerance else {
        throw refusal(
          .wrongRatio, "\(size.width) x \(size.height), \(ratio.width):\(ratio.height)")
      }
    }
    var scale = 1.0
    for bound in [shape.width, shape.maximumWidth].compactMap({ $0 }) {
      scale = min(scale, Double(bound) / width)
    }
    if let bound = shape.maximumHeight, shape.width == nil, height <= Self.stripRatio * width {
      scale = min(scale, Double(bound) / height)
    }
    if let bound = shape.maximumLongSide {
      scale = min(scale, Double(bound) / max(width, height))
    }
    var fitted = Size(
      width: max(1, Int((width * scale).rounded())), height: max(1, Int((height * scale).rounded()))
    )
    if scale < 1, let ratio = shape.ratio {
      fitted.height = max(1, (fitted.width * ratio.height + ratio.width / 2) / ratio.width)
    }
    try check(fitted, of: size)
    return fitted
  }

  private func check(_ fitted: Size, of size: Size) throws(SlotRefusal) {
    if let least = shape.minimumWidth, fitted.width < least {
      throw refusal(.tooSmall, "\(size.width) x \(size.height) < \(least)")
    }
    if let least = shape.minimumLongSide, max(fitted.width, fitted.height) < least {
      throw refusal(.tooSmall, "\(size.width) x \(size.height) < \(least)")
    }
    if let most = shape.maximumHeight, fitted.height > most {
      throw refusal(.tooHigh, "\(fitted.width) x \(fitted.height) > \(most)")
    }
  }

  private func refusal(_ code: SlotRefusal.Code, _ detail: String) -> SlotRefusal {
    SlotRefusal(code: code, slot: self, detail: detail)
  }
}
