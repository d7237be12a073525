/// Bytes in which a lost, doubled or moved piece shows. Doubling makes them quickly, also in a debug
/// build; the period is a prime, so that no buffer's size divides it.
func pattern(_ count: Int) -> [UInt8] {
  var bytes = (0..<65521).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
  while bytes.count < count { bytes += bytes }
  return Array(bytes.prefix(count))
}
