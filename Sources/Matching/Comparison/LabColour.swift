import Glibc

/// A colour in CIELAB under D65, from 8-bit sRGB (IEC 61966-2-1; CIE 15).
struct LabColour {
  let lightness, a, b: Double

  init(red: Double, green: Double, blue: Double) {
    func linear(_ value: Double) -> Double {
      let v = min(max(value / 255, 0), 1)
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
    func curve(_ value: Double) -> Double {
      value > 216.0 / 24_389 ? cbrt(value) : (24_389.0 / 27 * value + 16) / 116
    }
    let (r, g, b) = (linear(red), linear(green), linear(blue))
    let x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    let y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b)
    let z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    lightness = 116 * y - 16
    a = 500 * (x - y)
    self.b = 200 * (y - z)
  }

  func distance(to other: LabColour) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }
}
