import Manifests
import Testing
import Trust

@Suite struct CountersignatureTests {
  @Test func coversItsRecordsAndNoOthers() throws {
    let signer = try Signer()
    let records = (0..<9).map { Digest.sha256([UInt8($0)]).bytes }
    var tree = MerkleTree()
    for record in records { tree.append(record) }
    let signed = try Countersignature.sign(
      tree: tree, shop: "S", madeAt: Signer.now, key: signer.key, chain: [signer.leaf])
    let read = try Countersignature.parse(signed.bytes)
    #expect(read.identifier == signed.identifier && read.size == 9)
    #expect(read.isSigned(anchors: [signer.root]))
    #expect(!read.isSigned(anchors: []))
    #expect(try !read.isSigned(anchors: [Signer().root]))
    for (index, record) in records.enumerated() {
      #expect(read.covers(record: record, proof: tree.proof(at: index)))
      #expect(!read.covers(record: record, proof: tree.proof(at: (index + 1) % 9)))
    }
    #expect(!read.covers(record: Digest.sha256([99]).bytes, proof: tree.proof(at: 0)))
    for index in stride(from: 0, to: signed.bytes.count, by: 5) {
      var bytes = signed.bytes
      bytes[index] ^= 4
      let other = try? Countersignature.parse(bytes)
      #expect(other?.isSigned(anchors: [signer.root]) != true || other?.root == read.root)
    }
  }
}
