import Glibc

/// Where a shop's mark puts its 304 sinusoids, and what each is for: the key schedule of the
/// invisible mark.
///
/// Frequencies are whole cycles per 512 units of the canonical picture (whose area is 512 x 512
/// units), so the pattern repeats every 512 units. 48 tones are pilots with a known symbol; the
/// others carry two code bits each.
struct ToneMap: Sendable {
  struct Tone: Sendable {
    let fx: Int
    let fy: Int
    let phase: Complex
    var radius: Double { hypot(Double(fx), Double(fy)) }
  }

  static let pilotCount = 48
  static let dataCount = 256
  static let period = 512

  /// All tones, by rising radius.
  let tones: [Tone]
  /// Indices into `tones` of the pilots, rising.
  let pilots: [Int]
  /// Indices into `tones` of the data tones, in the order the code bits take them.
  let data: [Int]
  /// Code bit `i` is transmitted in place `j` where `order[j] == i`.
  let order: [Int]
  /// Transmitted bits are exclusive-ored with these.
  let scrambler: [UInt8]

  init(key: [UInt8]) {
    let count = Self.pilotCount + Self.dataCount
    var places = KeyStream(key: key, label: "tones")
    var points: [(x: Double, y: Double)] = []
    var tries = 0
    while points.count < count {
      let candidate = Self.draw(&places)
      guard abs(candidate.x) >= 2, abs(candidate.y) >= 2 else { continue }
      tries += 1
      let radius = hypot(candidate.x, candidate.y)
      let gap = (tries < 20_000 ? 4.4 : 3.52) * min(1, 0.55 + 0.45 * radius / 60)
      let crowded = points.contains { point in
        hypot(point.x - candidate.x, point.y - candidate.y) < gap
          || hypot(point.x + candidate.x, point.y + candidate.y) < gap
      }
      if !crowded { points.append(candidate) }
    }
    points.sort { (hypot($0.x, $0.y), $0.x, $0.y) < (hypot($1.x, $1.y), $1.x, $1.y) }
    var phases = KeyStream(key: key, label: "phases")
    tones = points.map { point in
      Tone(fx: Int(point.x), fy: Int(point.y), phase: .unit(2 * .pi * phases.uniform()))
    }
    let pilots = (0..<Self.pilotCount).map { i in
      Int((2 + Double(i) * Double(count - 5) / Double(Self.pilotCount - 1)).rounded())
    }
    self.pilots = pilots
    let others = (0..<count).filter { !pilots.contains($0) }
    var arrangement = KeyStream(key: key, label: "arrangement")
    data = arrangement.permutation(Self.dataCount).map { others[$0] }
    order = arrangement.permutation(PolarCode.length)
    scrambler = (0..<PolarCode.length).map { _ in UInt8(arrangement.integer(below: 2)) }
  }

  /// A point of the half plane with density r^-0.35 in area between radii 13 and 115.
  static func draw(_ stream: inout KeyStream) -> (x: Double, y: Double) {
    let (inner, outer, exponent) = (13.0, 115.0, 1.65)
    let (low, high) = (pow(inner, exponent), pow(outer, exponent))
    let radius = pow(low + stream.uniform() * (high - low), 1 / exponent)
    let angle = Double.pi * stream.uniform()
    return ((radius * cos(angle)).rounded(), (radius * sin(angle)).rounded())
  }

  /// 0 for small pictures, 1 for large ones.
  static func largeness(side: Double) -> Double { min(max((side - 520) / (900 - 520), 0), 1) }

  /// How strong each tone is in a picture of which `side` pixels are 512 units, with a pattern of unit variance:
  /// small pictures, which lose their fine detail first, put more into the low frequencies.
  func amplitudes(side: Double) -> [Float] {
    let exponent = -0.3 + 0.5 * Self.largeness(side: side)
    var amplitudes = tones.map { tone in
      pow(tone.radius / 50, exponent) * (1 + 0.2 / (1 + exp(-(tone.radius - 60) / 9)))
    }
    for pilot in pilots { amplitudes[pilot] *= 1.35 }
    let scale = (amplitudes.reduce(0) { $0 + $1 * $1 } / 2).squareRoot()
    return amplitudes.map { Float($0 / scale) }
  }
}
