import Glibc
import Pixels
public import Trust

/// The key of the layer that one issued copy has for itself, below the shop's own mark.
///
/// It may be given to a reviewer: it shows that this copy's mark is in a picture and says nothing
/// about any other copy, nor about the shop's secret, from which it was derived one way. The copy's
/// record holds its `commitment`, so that it cannot have been chosen to fit a picture afterwards.
public struct PictureKey: Sendable, Equatable {
  /// The number of bytes of a key.
  public static let length = 32
  static let toneCount = 1024
  private static let transform = RealFourierTransform(
    atLeast: Size(width: ToneMap.period, height: ToneMap.period))

  /// The key itself.
  public let bytes: [UInt8]

  /// The key of these bytes, nil unless there are `length`.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// The key of `payload`'s copies, derived from a subkey of the shop.
  init(of payload: MarkPayload, subkey: [UInt8]) {
    bytes = KeyDerivation.hkdfSHA256(
      secret: subkey, salt: Array("yuantu.picture.1".utf8), info: payload.bytes,
      count: Self.length)
  }

  /// SHA-256 of "yuantu.picture.1" and the key: what a record may publish without disclosing it.
  public var commitment: Digest { Digest.sha256(Array("yuantu.picture.1".utf8) + bytes) }

  /// Many weak sinusoids of unit amplitude at whole frequencies, in cycles per 512 canonical units,
  /// with density r^-0.35 in area between radii 13 and 115: no line stands out.
  var tones: [ToneMap.Tone] {
    var stream = KeyStream(key: bytes, label: "tones")
    var taken: Set<SIMD2<Int>> = []
    var tones: [ToneMap.Tone] = []
    while tones.count < Self.toneCount {
      let (x, y) = ToneMap.draw(&stream)
      let phase = Complex.unit(2 * .pi * stream.uniform())
      let place = SIMD2(Int(x), Int(y))
      guard abs(place.x) >= 2, abs(place.y) >= 2, taken.insert(place).inserted,
        !taken.contains(SIMD2(-place.x, -place.y))
      else { continue }
      tones.append(ToneMap.Tone(fx: place.x, fy: place.y, phase: phase))
    }
    return tones
  }

  /// The layer's waveform for a picture on `grid`, of about unit variance, its phases counted from
  /// the grid's centre sample.
  func pattern(on grid: CanonicalGrid) -> Plane {
    let tones = self.tones
    let amplitude = (2 / Float(tones.count)).squareRoot()
    var spectrum = Self.transform.emptySpectrum()
    for tone in tones {
      spectrum.addTone(
        fx: tone.fx, fy: tone.fy, real: tone.phase.real * amplitude,
        imaginary: tone.phase.imaginary * amplitude)
    }
    let tile = Self.transform.inverse(spectrum, extent: Self.transform.size)
    let mask = ToneMap.period - 1
    return Plane(size: grid.size) { output in
      for y in 0..<grid.size.height {
        let row = ((y - grid.size.height / 2) & mask) * ToneMap.period
        for x in 0..<grid.size.width {
          output[y * grid.size.width + x] = tile.samples[row + (x - grid.size.width / 2) & mask]
        }
      }
    }
  }
}
