import Glibc

/// The marks a shop has issued, ready to be compared with a suspect whose payload cannot be decoded
/// blindly.
public struct IssuedMarks: Sendable {
  /// The payloads, in the order they were given.
  public let payloads: [MarkPayload]
  /// The transmitted bits of every payload, 64 bytes each.
  private let bits: [UInt8]
  private static let bytesPerMark = PolarCode.length / 8

  /// Prepares the marks that `key` makes of `payloads`: some tens of microseconds each.
  public init(_ payloads: [MarkPayload], key: MarkKey) {
    self.payloads = payloads
    let code = PayloadCode(key: key)
    var bits: [UInt8] = []
    bits.reserveCapacity(payloads.count * Self.bytesPerMark)
    for payload in payloads {
      let sent = code.transmittedBits(payload)
      for start in stride(from: 0, to: PolarCode.length, by: 8) {
        bits.append(sent[start..<start + 8].reduce(0) { $0 << 1 | $1 })
      }
    }
    self.bits = bits
  }

  /// The payload that agrees best with received tone values, and its statistic
  /// T = sum g Re(d conj(s)) / sqrt(sum g^2 |d|^2 / 2).
  ///
  /// In a picture without the mark the phases of the data tones are independent of everything that
  /// was used to choose gains and geometry, so that T exceeds t with a probability of at most
  /// exp(-t^2 / 2) for each payload.
  func best(received: [Complex], gains: [Float]) -> (payload: MarkPayload, statistic: Double)? {
    var weights = [Float](repeating: 0, count: PolarCode.length)
    var energy: Float = 0
    for k in 0..<ToneMap.dataCount {
      let value = received[k] * gains[k]
      energy += value.squaredMagnitude
      weights[k] = value.real
      weights[k + ToneMap.dataCount] = value.imaginary
    }
    guard energy > 0 else { return nil }
    let tables = Self.tables(weights)
    var best: (index: Int, sum: Float)?
    bits.withUnsafeBufferPointer { bits in
      tables.withUnsafeBufferPointer { tables in
        for index in payloads.indices {
          let mark = bits.baseAddress! + index &* Self.bytesPerMark
          var sum: Float = 0
          for byte in 0..<Self.bytesPerMark { sum += tables[byte &<< 8 &+ Int(mark[byte])] }
          if sum > best?.sum ?? -.infinity { best = (index, sum) }
        }
      }
    }
    // Each symbol is (±1 ± i) / sqrt 2, and the norm has another 1 / sqrt 2: they cancel.
    return best.map { (payloads[$0.index], Double($0.sum / energy.squareRoot())) }
  }

  /// For each byte of a mark and each of its values, the sum of its eight weights with their signs.
  private static func tables(_ weights: [Float]) -> [Float] {
    var tables = [Float](repeating: 0, count: bytesPerMark * 256)
    for byte in 0..<bytesPerMark {
      for value in 0..<256 {
        var sum: Float = 0
        for bit in 0..<8 {
          let weight = weights[byte * 8 + bit]
          sum += value >> (7 - bit) & 1 == 0 ? weight : -weight
        }
        tables[byte * 256 + value] = sum
      }
    }
    return tables
  }
}
