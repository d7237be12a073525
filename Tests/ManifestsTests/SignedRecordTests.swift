import Testing
import Trust

@testable import Manifests

struct SignedRecordTests {
  private let signer: Signer

  init() throws { signer = try Signer() }

  @Test func aSignedRecordIsValidUnderItsRoot() throws {
    let made = try signer.sign(.full())
    let record = try SignedRecord.parse(made.bytes)
    let check = record.check(anchors: [signer.root], at: Signer.now)
    #expect(check.isValid)
    #expect(
      check.findings.map(\.code) == [.claimSignatureValidated, .signingCredentialTrusted])
    #expect(check.statement == .full())
    #expect(check.signerFingerprint == Digest.sha256(signer.key.publicKeyDER).hex)
    #expect(record.identifier == made.identifier)
    #expect(record.identifier == Digest.sha256(record.signature.signature))
    #expect(record.bytes == made.bytes)
  }

  @Test func theCertificatesStandingIsToldApart() throws {
    let record = try signer.sign(.small())
    let other = try Signer()
    let day: Int64 = 86400
    for (anchors, time, code) in [
      ([], Signer.now, .signingCredentialUntrusted),
      ([other.root], Signer.now, .signingCredentialUntrusted),
      ([signer.root], Signer.now + 400 * day, .signingCredentialExpired),
      ([signer.root], Signer.now - day, .signingCredentialExpired),
      ([other.root, signer.root], Signer.now + day, .signingCredentialTrusted),
    ] as [([Certificate], Int64, RecordFinding.Code)] {
      let check = record.check(anchors: anchors, at: time)
      #expect(check.findings.map(\.code) == [.claimSignatureValidated, code])
      #expect(check.isValid == (code == .signingCredentialTrusted))
      #expect(check.statement == .small())
    }
  }

  @Test func anAuthorityMayNotSign() throws {
    let rootKey = try SigningKey.generate()
    let root = try Certificate.makeRoot(name: "R", key: rootKey, now: Signer.now)
    let record = try SignedRecord.sign(statement: .small(), key: rootKey, chain: [root])
    let check = record.check(anchors: [root], at: Signer.now)
    #expect(
      check.findings.map(\.code) == [.claimSignatureValidated, .signingCredentialInvalid])
    #expect(!check.isValid)
  }

  /// Packs a statement and a signature that do not belong together.
  private func packed(_ statement: [UInt8], _ signature: COSESign1) throws -> SignedRecord {
    try SignedRecord.parse(
      try CBOREncoder.encode(
        .array([.byteString(statement), .byteString(try signature.encoded())])))
  }

  @Test func anotherStatementUnderTheSignatureIsAMismatch() throws {
    let record = try packed(
      try RecordStatement.small().encoded(), try signer.sign(.full()).signature)
    let check = record.check(anchors: [signer.root], at: Signer.now)
    #expect(
      check.findings.map(\.code) == [.claimSignatureMismatch, .signingCredentialTrusted])
    #expect(!check.isValid)
    #expect(check.statement == nil)
    #expect(try record.unverifiedStatement() == .small())
  }

  @Test func aSignedStatementThatCannotBeReadIsMalformed() throws {
    let junk: [UInt8] = [0xA0]
    let signature = try COSESign1.sign(payload: junk, key: signer.key, chain: [signer.leaf])
    let check = try packed(junk, signature).check(anchors: [signer.root], at: Signer.now)
    #expect(
      check.findings.map(\.code) == [
        .claimSignatureValidated, .signingCredentialTrusted, .claimMalformed,
      ])
    #expect(!check.isValid)
  }

  @Test func aCertificateThatCannotBeReadIsInvalid() throws {
    let made = try signer.sign(.small())
    let header = try CBOREncoder.encode(
      .map([
        CBOREntry(.unsigned(1), .integer(-7)), CBOREntry(.unsigned(33), .byteString([0x30, 0x00])),
      ]))
    let signature = COSESign1(
      protectedHeader: header, unprotectedHeader: .map([]), algorithm: .es256,
      certificateChain: [[0x30, 0x00]], signature: made.signature.signature)
    let check = try packed(made.statementBytes, signature)
      .check(anchors: [signer.root], at: Signer.now)
    #expect(
      check.findings.map(\.code) == [.claimSignatureMismatch, .signingCredentialInvalid])
    #expect(check.signerFingerprint == nil)
    #expect(!check.isValid)
  }

  @Test func anotherPackingOfTheSameRecordIsRefused() throws {
    let made = try signer.sign(.small())
    let items = try CBORDecoder.decode(made.bytes)
    guard case .array(let parts) = items else { return }
    var indefinite: [UInt8] = [0x9F]
    for part in parts { indefinite += try CBOREncoder.encode(part) }
    indefinite.append(0xFF)
    let thrown = #expect(throws: ManifestError.self) { try SignedRecord.parse(indefinite) }
    #expect(thrown?.code == .notDeterministic)
    let cose = made.signature
    let noted = try CBOREncoder.encode(
      .tag(
        18,
        .array([
          .byteString(cose.protectedHeader), .map([CBOREntry("note", .null)]), .null,
          .byteString(cose.signature),
        ])))
    let labelled = try CBOREncoder.encode(.array([parts[0], .byteString(noted)]))
    let refused = #expect(throws: ManifestError.self) { try SignedRecord.parse(labelled) }
    #expect(refused?.code == .malformedSignature)
    let large = [UInt8](repeating: 0x80, count: SignedRecord.mostBytes + 1)
    #expect(throws: ManifestError.self) { try SignedRecord.parse(large) }
  }

  @Test func noChangedByteIsAccepted() throws {
    let bytes = try signer.sign(.full()).bytes
    for position in bytes.indices {
      for flip in [UInt8(1) << UInt8(position % 8), 0xFF] {
        var changed = bytes
        changed[position] ^= flip
        let check = (try? SignedRecord.parse(changed))?.check(
          anchors: [signer.root], at: Signer.now)
        #expect(check?.isValid != true, "byte \(position) ^ \(flip)")
      }
    }
  }

  @Test func noTruncationOrExtensionIsAccepted() throws {
    let bytes = try signer.sign(.full()).bytes
    for count in bytes.indices {
      #expect(throws: ManifestError.self) { try SignedRecord.parse(Array(bytes.prefix(count))) }
    }
    #expect(throws: ManifestError.self) { try SignedRecord.parse(bytes + [0]) }
  }

  /// Damage that still parses, deeper than one byte: nothing traps, nothing passes.
  @Test func randomDamageNeverTraps() throws {
    let statement = try RecordStatement.full().encoded()
    let cose = try signer.sign(.full()).signature
    let encoded = try cose.encoded()
    var generator = RepeatableGenerator(seed: 64)
    for _ in 0..<4000 {
      var changed = statement
      var signature = encoded
      for _ in 0...generator.below(3) {
        changed[generator.below(changed.count)] = UInt8(generator.below(256))
        signature[generator.below(signature.count)] = UInt8(generator.below(256))
      }
      _ = try? RecordStatement(encoded: changed)
      let read = try? COSESign1.parse(signature)
      #expect(read?.verify(payload: changed) != true)
    }
  }
}
