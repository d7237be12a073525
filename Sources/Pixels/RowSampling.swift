/// Which rows of a plane's error maps are looked at.
enum RowSampling {
  /// Every one.
  case all
  /// At least 32, or 16 of more than 640, at equal distances of a power of two; every one where there
  /// are fewer than 64.
  case some

  /// Rows from one that is looked at to the next; the first is half as far from the border.
  func step(height: Int) -> Int {
    guard case .some = self else { return 1 }
    var step = 1
    while (height > 640 ? 16 : 32) * 2 * step <= height { step *= 2 }
    return step
  }

  /// Whether row `y` is within the window of one that is looked at.
  func needs(row y: Int, height: Int) -> Bool {
    let step = step(height: height)
    let phase = (y + step - step / 2) % step
    return min(phase, step - phase) <= GaussianRows.radius
  }
}
