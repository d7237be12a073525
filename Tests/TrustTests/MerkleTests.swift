import Foundation
import Testing
import Trust

@Suite struct MerkleTests {
  /// RFC 6962's reference leaves and roots, as published with the Certificate Transparency log tests.
  static let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].compactMap { Hexadecimal.bytes($0) }
  static let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func knownTreesHaveTheirKnownRoots() {
    var tree = MerkleTree()
    #expect(tree.root == Digest.sha256([]))
    for (leaf, root) in zip(Self.leaves, Self.roots) {
      tree.append(leaf)
      #expect(tree.root.hex == root)
    }
  }

  @Test func everyProofOfEverySmallTreeHolds() throws {
    var tree = MerkleTree()
    for size in 1...70 {
      tree.append([UInt8(size)])
      let root = tree.root
      for index in 0..<size {
        let proof = tree.proof(at: index)
        let leaf = MerkleTree.leafHash([UInt8(index + 1)])
        #expect(proof.root(ofLeaf: leaf) == root)
        #expect(proof.root(ofLeaf: MerkleTree.leafHash([0])) != root)
        let read = try MerkleProof(index: index, size: size, path: proof.nodes)
        #expect(read == proof)
        #expect(throws: TrustError.self) {
          try MerkleProof(index: index, size: size, path: proof.nodes + [root])
        }
      }
    }
    #expect(throws: TrustError.self) { try MerkleProof(index: 0, size: 0, path: []) }
    #expect(throws: TrustError.self) { try MerkleProof(index: 3, size: 3, path: []) }
    #expect(throws: TrustError.self) { try MerkleProof(index: -1, size: 3, path: []) }
  }

  /// The other side is the recursive definition of RFC 9162 §2.1 in Python.
  @Test func anIndependentImplementationAgrees() throws {
    let sizes = [1, 2, 3, 100, 255, 256, 257, 1000, 4097]
    let script = """
      import hashlib
      def h(b): return hashlib.sha256(b).digest()
      def split(n):
          k = 1
          while k * 2 < n: k *= 2
          return k
      def mth(d):
          if not d: return h(b"")
          if len(d) == 1: return h(b"\\0" + d[0])
          k = split(len(d))
          return h(b"\\1" + mth(d[:k]) + mth(d[k:]))
      def path(m, d):
          if len(d) == 1: return []
          k = split(len(d))
          if m < k: return path(m, d[:k]) + [mth(d[k:])]
          return path(m - k, d[k:]) + [mth(d[:k])]
      for n in \(sizes):
          d = [str(i).encode() for i in range(n)]
          print(mth(d).hex())
          for m in sorted({0, n // 3, n // 2, n - 1}):
              print(m, *[x.hex() for x in path(m, d)])
      """
    let scratch = try Scratch()
    _ = try scratch.put("tree.py", Array(script.utf8))
    let result = try scratch.run("/usr/bin/python3", ["tree.py"])
    #expect(result.status == 0)
    var lines = result.output.split(separator: "\n")[...]
    for size in sizes {
      var tree = MerkleTree()
      for index in 0..<size { tree.append(Array("\(index)".utf8)) }
      #expect(tree.root.hex == lines.popFirst().map(String.init))
      for index in Set([0, size / 3, size / 2, size - 1]).sorted() {
        let words = [String(index)] + tree.proof(at: index).nodes.map(\.hex)
        #expect(words.joined(separator: " ") == lines.popFirst().map(String.init))
      }
    }
    #expect(lines.isEmpty)
  }

  @Test func checkpointsHaveOneForm() throws {
    let text = "yuantu/abc/1\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let checkpoint = try Checkpoint(text: text)
    #expect(checkpoint.size == 20_852_163 && checkpoint.text == text)
    for bad in [
      "", "a\n1\n", text + "more\n", text.replacing("20852163", with: "020852163"),
      text.replacing("yuantu", with: "yu antu"), text.replacing("q2I=", with: "q2J="),
      String(text.dropLast()), text.replacing("20852163", with: "-1"),
      text.replacing("2085", with: "99999999999999999999"),
    ] {
      #expect(throws: TrustError.self) { try Checkpoint(text: bad) }
    }
  }

  @Test func notesAreSignedAsTheSpecificationSays() throws {
    let key = try SigningKey.generate(.edDSA)
    let text = "yuantu/abc/1\n2\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let note = try SignedNote.sign(text: text, name: "yuantu/abc/1", key: key)
    let read = try SignedNote(encoded: note.encoded)
    #expect(read == note && read.text == text)
    #expect(read.isSigned(by: key.publicKeyDER, name: "yuantu/abc/1"))
    #expect(!read.isSigned(by: key.publicKeyDER, name: "yuantu/abc/2"))
    #expect(try !read.isSigned(by: SigningKey.generate(.edDSA).publicKeyDER, name: "yuantu/abc/1"))
    // The example of a verifier key in Go's golang.org/x/mod/sumdb/note.
    let spki =
      (Hexadecimal.bytes("302a300506032b6570032100") ?? [])
      + (Base64.bytes("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")?.dropFirst() ?? [])
    let vkey = try SignedNote.verifierKey(name: "PeterNeumann", publicKeyDER: spki)
    #expect(vkey == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    let forged = try SignedNote(encoded: note.encoded.replacing("\n2\n", with: "\n3\n"))
    #expect(!forged.isSigned(by: key.publicKeyDER, name: "yuantu/abc/1"))
    // A witness's line below ours changes nothing.
    let line = "\u{2014} witness.example AAAAAQIDBAUG\n"
    let witnessed = try SignedNote(encoded: note.encoded + line)
    #expect(witnessed.isSigned(by: key.publicKeyDER, name: "yuantu/abc/1"))
    let ends = ["", "\n", "\n- a AAAA\n", "\n\u{2014} a\n"]
    for bad in ["", "\n", "text\n"] + ends.map({ text + $0 }) {
      #expect(throws: TrustError.self) { try SignedNote(encoded: bad) }
    }
    #expect(throws: TrustError.self) {
      try SignedNote.sign(text: text, name: "a b", key: key)
    }
  }

  @Test func base64IsStrict() {
    for bytes in [[], [1], [1, 2], [1, 2, 3], Array(0...255)] as [[UInt8]] {
      let text = Base64.text(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.bytes(text) == bytes)
    }
    for bad in ["A", "AAA", "AB==", "AAB=", "A===", "====", "AA A", "AAA\n", " AAA", "AA=A"] {
      #expect(Base64.bytes(bad) == nil)
    }
  }
}
