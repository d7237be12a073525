import Glibc
public import Pixels

/// The ISCC Image-Code (ISO 24138:2024): a content code that near duplicates share in most bits,
/// for exchange with other registries. Equal to what `iscc-core` makes of the pixels that
/// `iscc-sdk` prepares.
public struct ImageCode: Hashable, Sendable {
  /// The 256 bits of the code, the most significant first.
  public let digest: [UInt8]

  /// The code of a picture: on white where it is transparent, borders cut away.
  public init(_ raster: Raster) { self.init(GreyThumbnail(raster)) }

  /// The code of the prepared picture.
  public init(_ thumbnail: GreyThumbnail) {
    let side = GreyThumbnail.side
    var rows: [[Double]] = []
    for y in 0..<side {
      rows.append(
        Self.transform(thumbnail.samples[y * side..<(y + 1) * side].map { Double($0) }))
    }
    let columns = (0..<side).map { x in Self.transform(rows.map { row in row[x] }) }
    var digest: [UInt8] = []
    for (left, top) in [(0, 0), (8, 0), (0, 8), (8, 8)] {
      var values: [Double] = []
      for y in top..<top + 8 { for x in left..<left + 8 { values.append(columns[x][y]) } }
      let sorted = values.sorted()
      let median: Double = (sorted[31] + sorted[32]) / 2
      for start in stride(from: 0, to: 64, by: 8) {
        var byte: UInt8 = 0
        for value in values[start..<start + 8] { byte = byte << 1 | (value > median ? 1 : 0) }
        digest.append(byte)
      }
    }
    self.digest = digest
  }

  /// Reads 32 bytes of `digest`; nil for any other length.
  public init?(digest: some Collection<UInt8>) {
    guard digest.count == 32 else { return nil }
    self.digest = [UInt8](digest)
  }

  /// The code as ISCC writes it, such as `ISCC:EEA4GQZQTY6J5DTH`, with the first `bits` bits: 64,
  /// 128, 192 or 256.
  public func text(bits: Int = 64) -> String {
    precondition([64, 128, 192, 256].contains(bits))
    // Main type CONTENT, sub-type IMAGE, version 0, and the length in units of 32 bits less one.
    let header: [UInt8] = [0x21, UInt8(bits / 32 - 1)]
    return "ISCC:" + Self.base32(header + digest.prefix(bits / 8))
  }

  /// Whether the picture had too little structure for codes to be compared: such codes agree with
  /// each other whatever the pictures show.
  public var isFeatureless: Bool {
    stride(from: 0, to: digest.count, by: 8).contains { start in
      digest[start..<start + 8].reduce(0) { $0 + $1.nonzeroBitCount } < 8
    }
  }

  /// In how many of the first `bits` bits the codes differ.
  public func distance(to other: ImageCode, bits: Int = 64) -> Int {
    zip(digest, other.digest).prefix(bits / 8).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
  }

  /// The cosine transform in the recursive order of the reference (Lee 1984), unscaled.
  private static func transform(_ values: [Double]) -> [Double] {
    let count = values.count
    if count == 1 { return values }
    let half = count / 2
    var (sums, differences): ([Double], [Double]) = ([], [])
    for i in 0..<half {
      let (first, last) = (values[i], values[count - 1 - i])
      sums.append(first + last)
      differences.append(
        (first - last) / (cos((Double(i) + 0.5) * Double.pi / Double(count)) * 2))
    }
    (sums, differences) = (transform(sums), transform(differences))
    var result: [Double] = []
    for i in 0..<half {
      result.append(sums[i])
      result.append(i + 1 < half ? differences[i] + differences[i + 1] : differences[i])
    }
    return result
  }

  /// RFC 4648, section 6, without padding.
  private static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (text, buffer, held) = ("", 0, 0)
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      held += 8
      while held >= 5 {
        held -= 5
        text.append(alphabet[buffer >> held & 31])
      }
      buffer &= (1 << held) - 1
    }
    if held > 0 { text.append(alphabet[buffer << (5 - held) & 31]) }
    return text
  }
}
