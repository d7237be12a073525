import Glibc

/// The polar code of 512 bits that protects 104 information bits (E. Arikan, IEEE Trans. IT 55(7),
/// 2009), with reliabilities by polarisation weight (G. He et al., *Beta-expansion*, 2017).
enum PolarCode {
  static let length = 512
  static let informationCount = 104

  /// Places of the information bits, rising; the others are frozen to 0.
  static let informationPlaces: [Int] = {
    let weights = (0..<length).map { index in
      (0..<9).reduce(0.0) { sum, bit in
        index >> bit & 1 == 1 ? sum + pow(2, Double(bit) / 4) : sum
      }
    }
    let byReliability = (0..<length).sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    return byReliability.prefix(informationCount).sorted()
  }()

  /// A block of 2^level bits from `start` that is decided at once: all frozen, or all but the last.
  struct Node {
    let start: Int
    let level: Int
    let isFrozen: Bool
  }

  /// The nodes that make up the code, from the first bit to the last.
  static let nodes: [Node] = {
    var frozen = [Bool](repeating: true, count: length)
    for place in informationPlaces { frozen[place] = false }
    func nodes(_ start: Int, _ level: Int) -> [Node] {
      let end = start + 1 << level
      guard frozen[start..<end - 1].allSatisfy({ $0 }) else {
        return nodes(start, level - 1) + nodes(start + 1 << (level - 1), level - 1)
      }
      return [Node(start: start, level: level, isFrozen: frozen[end - 1])]
    }
    return nodes(0, length.trailingZeroBitCount)
  }()

  /// The 512 code bits (each 0 or 1) of 104 information bits.
  static func encode(_ information: [UInt8]) -> [UInt8] {
    precondition(information.count == informationCount)
    var bits = [UInt8](repeating: 0, count: length)
    for (place, bit) in zip(informationPlaces, information) { bits[place] = bit }
    var half = 1
    while half < length {
      for block in stride(from: 0, to: length, by: 2 * half) {
        for i in block..<block + half { bits[i] ^= bits[i + half] }
      }
      half *= 2
    }
    return bits
  }
}
