import Testing

@testable import Manifests

/// Against Debian's cbor2.
struct CBORPeerTests {
  /// Items without tags that cbor2 would interpret and, when asked, with text keys only: cbor2 sorts
  /// as RFC 7049 did, shorter keys first, which is the same order for keys of one type.
  private func value(
    _ generator: inout RepeatableGenerator, depth: Int = 0, textKeys: Bool
  ) -> CBORValue {
    let number = generator.next() >> generator.below(64)
    switch generator.below(depth < 4 ? 9 : 6) {
    case 0: return .unsigned(number)
    case 1: return .negative(number)
    case 2: return .byteString((0..<generator.below(300)).map { _ in UInt8(generator.below(256)) })
    case 3: return .textString(text(&generator))
    case 4: return [.bool(true), .bool(false), .null, .undefined][generator.below(4)]
    case 5: return .float(Double(bitPattern: generator.next()))
    case 6:
      return .array(
        (0..<generator.below(30)).map { _ in
          value(&generator, depth: depth + 2, textKeys: textKeys)
        })
    case 7: return .tag(50000, value(&generator, depth: depth + 1, textKeys: textKeys))
    default:
      var entries: [CBOREntry] = []
      for index in 0..<generator.below(40) {
        let value = value(&generator, depth: depth + 2, textKeys: textKeys)
        let key =
          textKeys
          ? CBORValue.textString(text(&generator) + "\(index)") : .integer(Int64(index) * 37 - 500)
        entries.append(CBOREntry(key, value))
      }
      return .map(entries)
    }
  }

  private func text(_ generator: inout RepeatableGenerator) -> String {
    let alphabet = Array("ab\u{0}\"\u{FC}\u{5546}\u{54C1}\u{1F4F7}e\u{301}")
    return String((0..<generator.below(40)).map { _ in alphabet[generator.below(alphabet.count)] })
  }

  @Test func cbor2EncodesTheSameBytes() throws {
    var generator = RepeatableGenerator(seed: 8949)
    let encoded = try (0..<400).map { _ in
      hex(try CBOREncoder.encode(value(&generator, textKeys: true)))
    }
    let theirs = try Python.run(
      """
      import sys, cbor2
      for line in sys.stdin:
          print(cbor2.dumps(cbor2.loads(bytes.fromhex(line)), canonical=True).hex())
      """, input: encoded)
    // Not compared as a whole: a failure would print megabytes.
    #expect(theirs.count == encoded.count)
    for (ours, theirs) in zip(encoded, theirs) { #expect(ours == theirs) }
  }

  /// Python's struct module decides here: this cbor2 leaves the largest halves in single precision.
  @Test func floatsTakeTheShortestFormThatKeepsThem() throws {
    var generator = RepeatableGenerator(seed: 754)
    var numbers = (0..<2000).map { _ in Double(Float16(bitPattern: UInt16(generator.below(65536))))
    }
    numbers += (0..<2000).map { _ in Double(Float(bitPattern: UInt32(generator.below(1 << 32)))) }
    numbers += (0..<2000).map { _ in Double(bitPattern: generator.next()) }
    numbers.removeAll(where: \.isNaN)
    let theirs = try Python.run(
      """
      import struct, sys
      for line in sys.stdin:
          number = struct.unpack('>d', bytes.fromhex(line))[0]
          for head, form in ((0xf9, '>e'), (0xfa, '>f'), (0xfb, '>d')):
              try: packed = struct.pack(form, number)
              except OverflowError: continue
              if struct.unpack(form, packed)[0] == number: break
          print(bytes([head]).hex() + packed.hex())
      """, input: numbers.map { String($0.bitPattern, radix: 16).leftPadded(to: 16) })
    #expect(theirs.count == numbers.count)
    for (number, text) in zip(numbers, theirs) {
      #expect(hex(try CBOREncoder.encode(.float(number))) == text)
      #expect(try CBORDecoder.decode(bytes(text)) == .float(number))
    }
  }

  @Test func bothReadWhatCbor2Wrote() throws {
    var generator = RepeatableGenerator(seed: 7049)
    let values = (0..<200).map { _ in value(&generator, textKeys: false) }
    // Full-width floats, entries in reverse order: not deterministic, and yet the same data.
    let theirs = try Python.run(
      """
      import sys, cbor2
      def turned(v):
          if isinstance(v, dict): return {k: turned(v[k]) for k in reversed(list(v))}
          if isinstance(v, list): return [turned(i) for i in v]
          if isinstance(v, cbor2.CBORTag): return cbor2.CBORTag(v.tag, turned(v.value))
          return v
      for line in sys.stdin:
          print(cbor2.dumps(turned(cbor2.loads(bytes.fromhex(line)))).hex())
      """, input: values.map { hex(try CBOREncoder.encode($0)) })
    for (value, text) in zip(values, theirs) {
      let read = try CBORDecoder.decode(bytes(text))
      #expect(try CBOREncoder.encode(read) == CBOREncoder.encode(value))
    }
    #expect(theirs.count == values.count)
  }

  @Test func cbor2RefusesNothingThatIsAcceptedHere() throws {
    // Damaged encodings: what we accept, cbor2 must read as well.
    var generator = RepeatableGenerator(seed: 18)
    var accepted: [String] = []
    for _ in 0..<400 {
      var encoded = try CBOREncoder.encode(value(&generator, textKeys: true))
      encoded[generator.below(min(encoded.count, 40))] = UInt8(generator.below(256))
      guard let value = try? CBORDecoder.decode(encoded), !value.holdsTags else { continue }
      accepted.append(hex(encoded))
    }
    #expect(accepted.count > 50)
    let refused = try Python.run(
      """
      import sys, cbor2
      for line in sys.stdin:
          try: cbor2.loads(bytes.fromhex(line))
          except Exception as e: print(line.strip()[:80], repr(e))
      """, input: accepted)
    #expect(refused == [])
  }

  @Test func randomBytesNeverTrap() {
    var generator = RepeatableGenerator(seed: 10_000)
    for _ in 0..<10_000 {
      let random = (0..<generator.below(80)).map { _ in UInt8(generator.below(256)) }
      guard let value = try? CBORDecoder.decode(random) else { continue }
      #expect((try? CBORDecoder.decode(CBOREncoder.encode(value))) != nil)
    }
  }
}

extension String {
  /// The text with zeros before it.
  fileprivate func leftPadded(to count: Int) -> String {
    String(repeating: "0", count: max(0, count - self.count)) + self
  }
}

extension CBORValue {
  /// Whether a tag is anywhere in the item.
  fileprivate var holdsTags: Bool {
    switch self {
    case .tag: true
    case .array(let items): items.contains(where: \.holdsTags)
    case .map(let entries): entries.contains { $0.key.holdsTags || $0.value.holdsTags }
    default: false
    }
  }
}
