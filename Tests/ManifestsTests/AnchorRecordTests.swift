import Manifests
import Testing
import Trust

@Suite struct AnchorRecordTests {
  static func leaf(_ number: Int) -> AnchorLeaf {
    .record(
      Digest.sha256([UInt8(number & 255), UInt8(number >> 8)]),
      original: number % 3 == 0 ? nil : Digest.sha256([1]),
      copy: number % 2 == 0 ? nil : Digest.sha256([2]), salt: [UInt8](repeating: 7, count: 16))
  }

  static func tree(_ count: Int) throws -> MerkleTree {
    var tree = MerkleTree()
    for number in 0..<count { tree.append(try leaf(number).encoded()) }
    return tree
  }

  static func record(_ index: Int, in tree: MerkleTree) -> AnchorRecord {
    AnchorRecord(leaf: leaf(index), proof: tree.proof(at: index), batch: Digest.sha256([9]))
  }

  @Test func whatIsWrittenIsReadAndLeadsToTheRoot() throws {
    let tree = try Self.tree(100)
    for index in 0..<100 {
      let record = Self.record(index, in: tree)
      let read = try AnchorRecord(encoded: try record.encoded())
      #expect(read == record)
      #expect(try read.root() == tree.root)
    }
  }

  @Test func aProofAmongAHundredThousandHasAboutSevenHundredBytes() throws {
    var tree = MerkleTree()
    for number in 0..<100_000 {
      tree.append(leafHash: Digest.sha256([UInt8(number & 255), UInt8(number >> 8 & 255)]))
    }
    let leaf = AnchorLeaf.record(
      Digest.sha256([1]), original: Digest.sha256([2]), copy: Digest.sha256([3]),
      salt: [UInt8](repeating: 7, count: 16))
    let record = AnchorRecord(
      leaf: leaf, proof: tree.proof(at: 50_000), batch: Digest.sha256([9]))
    #expect(record.proof.nodes.count == 17)
    #expect((680...740).contains(try record.encoded().count))
  }

  /// The other side is Python's cbor2 and hashlib.
  @Test func anIndependentReaderFindsTheSameRoot() throws {
    let tree = try Self.tree(77)
    let script = """
      import sys, cbor2, hashlib
      h = lambda b: hashlib.sha256(b).digest()
      for line in sys.stdin:
          record = cbor2.loads(bytes.fromhex(line.strip()))
          size, index = record[1]
          path = [record[2][i:i + 32] for i in range(0, len(record[2]), 32)]
          node, last, hash = index, size - 1, h(b"\\0" + cbor2.dumps(record[3], canonical=True))
          for sibling in path:
              if node & 1 or node == last:
                  hash = h(b"\\1" + sibling + hash)
                  while not node & 1 and node:
                      node >>= 1
                      last >>= 1
              else:
                  hash = h(b"\\1" + hash + sibling)
              node >>= 1
              last >>= 1
          print(hash.hex())
      """
    let input = try (0..<77).map { Hexadecimal.text(try Self.record($0, in: tree).encoded()) }
    let lines = try Python.run(script, input: input)
    #expect(lines == [String](repeating: tree.root.hex, count: 77))
  }

  @Test func damagedRecordsAreRefusedOrLeadElsewhere() throws {
    let tree = try Self.tree(20)
    let good = try Self.record(11, in: tree).encoded()
    for index in good.indices {
      for bit in [UInt8(1), 0x80] {
        var bytes = good
        bytes[index] ^= bit
        guard let read = try? AnchorRecord(encoded: bytes) else { continue }
        // The way may still lead to the root only where the batch's checkpoint contradicts: its name,
        // or its size, which a path does not always tell.
        let root = try read.root()
        let isContradicted = read.batch != Digest.sha256([9]) || read.proof.size != 20
        #expect(root != tree.root || isContradicted)
      }
    }
    for count in 0..<good.count {
      #expect(throws: ManifestError.self) { try AnchorRecord(encoded: Array(good.prefix(count))) }
    }
    #expect(throws: ManifestError.self) { try AnchorRecord(encoded: good + [0]) }
    let huge = [UInt8](repeating: 0, count: AnchorRecord.mostBytes + 1)
    #expect(throws: ManifestError.self) { try AnchorRecord(encoded: huge) }
  }

  @Test func renewalTextsCanBeRebuiltByHand() throws {
    let text = RenewalText.text(subject: Digest.sha256([]), tokens: [[1], [2]])
    #expect(
      text == "yuantu/renewal/1\n" + Digest.sha256([]).hex + "\n" + Digest.sha256([1]).hex + "\n"
        + Digest.sha256([2]).hex + "\n")
    let leaf = RenewalText.leaf(subject: Digest.sha256([]), tokens: [[1], [2]])
    #expect(leaf == .renewal(Digest.sha256(Array(text.utf8)), tokens: 2))
  }
}
