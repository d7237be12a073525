import Testing
import Trust

@testable import Manifests

struct COSESign1Tests {
  private static let payload = Array("payload".utf8)
  private let signer: Signer

  init() throws { signer = try Signer() }

  private func signed() throws -> COSESign1 {
    try COSESign1.sign(payload: Self.payload, key: signer.key, chain: [signer.leaf, signer.root])
  }

  /// Its parts, as a foreign program might put them together.
  private func packed(
    header: [CBOREntry], unprotected: [CBOREntry] = [], payload: CBORValue = .null,
    tag: UInt64 = 18
  ) throws -> [UInt8] {
    let bytes = try CBOREncoder.encode(.map(header))
    let message = try COSESign1.signedBytes(protectedHeader: bytes, payload: Self.payload)
    return try CBOREncoder.encode(
      .tag(
        tag,
        .array([
          .byteString(bytes), .map(unprotected), payload,
          .byteString(try signer.key.sign(message)),
        ])))
  }

  private var es256: CBOREntry { CBOREntry(.unsigned(1), .integer(-7)) }
  private var certificate: CBORValue { .byteString(signer.leaf.der) }

  @Test func aSignatureIsForItsPayloadOnly() throws {
    let read = try COSESign1.parse(signed().encoded())
    #expect(read.verify(payload: Self.payload))
    #expect(!read.verify(payload: Self.payload + [0]))
    #expect(!read.verify(payload: []))
    #expect(read.algorithm == .es256)
    #expect(try read.certificates() == [signer.leaf])
    #expect(read.signature.count == 64)
  }

  @Test func pythonVerifiesOurs() throws {
    let lines = try Python.run(
      """
      import sys, cbor2
      from cryptography import x509
      from cryptography.hazmat.primitives import hashes
      from cryptography.hazmat.primitives.asymmetric import ec, utils
      data = bytes.fromhex(sys.stdin.read())
      item = cbor2.loads(data)
      header, unprotected, payload, signature = item.value
      names = cbor2.loads(header)
      certificate = x509.load_der_x509_certificate(names[33])
      structure = cbor2.dumps(['Signature1', header, b'', b'payload'])
      r, s = (int.from_bytes(signature[i:i + 32], 'big') for i in (0, 32))
      certificate.public_key().verify(
          utils.encode_dss_signature(r, s), structure, ec.ECDSA(hashes.SHA256()))
      print(data[0], item.tag, names[1], sorted(names), unprotected, payload, len(signature))
      """, input: [hex(try signed().encoded())])
    #expect(lines == ["210 18 -7 [1, 33] {} None 64"])
  }

  /// Python signs with each algorithm, the chain in each of the places it may be in.
  @Test func oursVerifiesPythons() throws {
    let lines = try Python.run(
      """
      import cbor2, datetime
      from cryptography import x509
      from cryptography.hazmat.primitives import hashes, serialization
      from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
      from cryptography.x509.oid import NameOID
      sha = hashes.SHA256()
      def raw(key, message):
          r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(sha)))
          return r.to_bytes(32, 'big') + s.to_bytes(32, 'big')
      def pss(key, message):
          return key.sign(message, padding.PSS(padding.MGF1(sha), 32), sha)
      kinds = [
          (-7, ec.generate_private_key(ec.SECP256R1()), raw, sha),
          (-37, rsa.generate_private_key(65537, 2048), pss, sha),
          (-8, ed25519.Ed25519PrivateKey.generate(), lambda k, m: k.sign(m), None)]
      for alg, key, sign, digest in kinds:
          name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, 'test')])
          start = datetime.datetime(2026, 1, 1)
          der = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
              .public_key(key.public_key()).serial_number(1).not_valid_before(start)
              .not_valid_after(start + datetime.timedelta(365)).sign(key, digest)
              .public_bytes(serialization.Encoding.DER))
          for label in (33, 'x5chain'):
              for chain in (der, [der], [der, der]):
                  for protected in (True, False):
                      header, unprotected = {1: alg}, {'pad': bytes(8)}
                      (header if protected else unprotected)[label] = chain
                      header = cbor2.dumps(header)
                      signature = sign(key, cbor2.dumps(['Signature1', header, b'', b'payload']))
                      print(cbor2.dumps(cbor2.CBORTag(18, [header, unprotected, None, signature])).hex())
      """)
    #expect(lines.count == 36)
    for line in lines {
      let read = try COSESign1.parse(bytes(line))
      #expect(read.verify(payload: Self.payload))
      #expect(!read.verify(payload: [1]))
      #expect(try COSESign1.parse(read.encoded()).verify(payload: Self.payload))
    }
  }

  @Test func aChainInTwoPlacesIsRefused() throws {
    let byNumber = CBOREntry(.unsigned(33), certificate)
    let byText = CBOREntry("x5chain", certificate)
    for (header, unprotected) in [
      ([es256, byNumber], [byNumber]), ([es256, byNumber], [byText]),
      ([es256, byNumber, byText], []), ([es256], [byNumber, byText]), ([es256], []),
    ] as [([CBOREntry], [CBOREntry])] {
      let bytes = try packed(header: header, unprotected: unprotected)
      let thrown = #expect(throws: ManifestError.self) { try COSESign1.parse(bytes) }
      #expect(thrown?.code == .malformedCertificateChain)
    }
  }

  @Test func otherStructuresAreRefused() throws {
    let chain = CBOREntry(.unsigned(33), certificate)
    #expect(try COSESign1.parse(packed(header: [es256, chain])).verify(payload: Self.payload))
    let critical = CBOREntry(.unsigned(2), .array([.unsigned(33), .textString("policy")]))
    let nine = CBOREntry(.unsigned(33), .array(Array(repeating: certificate, count: 9)))
    let cases: [([UInt8], ManifestError.Code)] = [
      (try packed(header: [es256, chain], tag: 98), .malformedSignature),
      (
        try packed(header: [es256, chain], payload: .byteString(Self.payload)),
        .malformedSignature
      ),
      (try packed(header: [es256, chain], payload: .undefined), .malformedSignature),
      (try packed(header: [es256, chain, critical]), .malformedSignature),
      (try packed(header: [chain]), .unsupportedAlgorithm),
      (try packed(header: [chain], unprotected: [es256]), .unsupportedAlgorithm),
      (
        try packed(header: [CBOREntry(.unsigned(1), .integer(-65535)), chain]),
        .unsupportedAlgorithm
      ),
      (try packed(header: [es256, nine]), .malformedCertificateChain),
      (
        try packed(header: [es256, CBOREntry(.unsigned(33), .array([]))]),
        .malformedCertificateChain
      ),
      (
        try packed(header: [es256, CBOREntry(.unsigned(33), .textString("a"))]),
        .malformedCertificateChain
      ),
    ]
    for (bytes, code) in cases {
      let thrown = #expect(throws: ManifestError.self) { try COSESign1.parse(bytes) }
      #expect(thrown?.code == code)
    }
  }

  @Test func aChainThatIsNotTheKeysIsNotSignedWith() throws {
    let other = try Signer()
    for chain in [[], [other.leaf], [signer.root, signer.leaf]] {
      let thrown = #expect(throws: ManifestError.self) {
        try COSESign1.sign(payload: [], key: signer.key, chain: chain)
      }
      #expect(thrown?.code == .malformedCertificateChain)
    }
  }
}
