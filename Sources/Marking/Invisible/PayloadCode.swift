import Trust

/// Payload to tone symbols and back: 64 payload bits and 40 bits of a keyed authentication code,
/// polar coded, permuted and scrambled, two code bits to a data tone.
struct PayloadCode {
  private static let tagBytes = 5
  /// How hard the decoder tries.
  struct Effort {
    /// Paths that the decoder keeps.
    let listSize: Int
    /// How many of the best are compared with their authentication code.
    let comparisons: Int

    static let quick = Effort(listSize: 16, comparisons: 4)
    static let patient = Effort(listSize: 128, comparisons: 16)
  }

  /// The chance that one comparison accepts a wrong payload: 2^-40.
  static let falseMatchPerComparison = 0x1p-40

  let key: MarkKey

  /// What every tone is multiplied with, in the order of `key.tones.tones`: the key's phase times
  /// the symbol of the payload.
  func coefficients(_ payload: MarkPayload) -> [Complex] {
    let map = key.tones
    let sent = transmittedBits(payload)
    var coefficients = map.tones.map(\.phase)
    let level = Float(0.5).squareRoot()
    for (k, tone) in map.data.enumerated() {
      let symbol = Complex(
        real: sent[k] == 0 ? level : -level,
        imaginary: sent[k + ToneMap.dataCount] == 0 ? level : -level)
      coefficients[tone] = coefficients[tone] * symbol
    }
    return coefficients
  }

  /// The code bits as they are sent, permuted and scrambled.
  func transmittedBits(_ payload: MarkPayload) -> [UInt8] {
    let code = PolarCode.encode(bits(payload.bytes + tag(of: payload)))
    return (0..<PolarCode.length).map { code[key.tones.order[$0]] ^ key.tones.scrambler[$0] }
  }

  /// The payload whose authentication code agrees, or nil.
  ///
  /// `received` holds the data tones' values in the order of `key.tones.data`, freed of the key's
  /// phase; `gains` how much each is to be trusted.
  func decode(received: [Complex], gains: [Float], effort: Effort) -> MarkPayload? {
    let map = key.tones
    var ratios = [Float](repeating: 0, count: PolarCode.length)
    for j in 0..<PolarCode.length {
      let k = j % ToneMap.dataCount
      let value = j < ToneMap.dataCount ? received[k].real : received[k].imaginary
      ratios[map.order[j]] = (map.scrambler[j] == 0 ? value : -value) * gains[k]
    }
    return PolarListDecoder(listSize: effort.listSize).decode(ratios)
      .prefix(effort.comparisons).lazy
      .compactMap(authenticated).first
  }

  private func authenticated(_ information: [UInt8]) -> MarkPayload? {
    let payload = MarkPayload(information.prefix(64).reduce(0) { $0 << 1 | UInt64($1) })
    return Array(information.dropFirst(64)) == bits(tag(of: payload)) ? payload : nil
  }

  private func tag(of payload: MarkPayload) -> [UInt8] {
    Array(
      MessageAuthentication.hmacSHA256(
        key: key.authentication, message: Array("payload".utf8) + payload.bytes
      ).prefix(Self.tagBytes))
  }

  private func bits(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
  }
}
