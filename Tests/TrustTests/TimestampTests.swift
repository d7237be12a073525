import Foundation
import Synchronization
import Testing
import Trust

@Suite struct TimestampTests {
  static let message = Array("a checkpoint\n".utf8)

  static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

  func client(pauses: Pauses = Pauses()) -> TimestampClient {
    TimestampClient(now: Self.now, random: SystemRandom()) { pauses.add($0) }
  }

  func failure(of fault: TestAuthority.Fault, policies: [String] = []) throws -> TimestampFailure? {
    let authority = try TestAuthority(fault)
    do throws(TimestampFailure) {
      _ = try client().token(
        for: Self.message,
        from: TrustedAuthority(authority, anchors: [authority.root], policies: policies))
      return nil
    } catch {
      return error
    }
  }

  @Test func aGoodAnswerIsTakenAndOpenSSLAgrees() throws {
    let authority = try TestAuthority()
    let token = try client().token(
      for: Self.message, from: TrustedAuthority(authority, anchors: [authority.root]))
    #expect(token.policy == "1.2.3.4.1")
    #expect(token.accuracy == 1500)
    #expect(abs(token.generatedAt - Self.now()) < 60_000)
    #expect(token.certificates.count == 2)
    #expect(try authority.opensslAccepts(token.der, over: Self.message))
    #expect(try !authority.opensslAccepts(token.der, over: [1]))
    let second = token.generatedAt / 1000
    let good = token.verify(message: Self.message, anchors: [authority.root], at: second)
    #expect(good.findings.map(\.code) == [.validated, .trusted] && good.isTrusted)
    #expect(good.signer?.subject.commonName == "Test stamp")
    let elsewhere = token.verify(message: [1], anchors: [authority.root], at: second)
    #expect(elsewhere.findings.map(\.code) == [.mismatch] && !elsewhere.isTrusted)
    let stranger = token.verify(message: Self.message, anchors: [], at: second)
    #expect(stranger.findings.map(\.code) == [.validated, .untrusted] && !stranger.isTrusted)
    let later = token.verify(
      message: Self.message, anchors: [authority.root], at: second + 86400 * 21)
    #expect(later.findings.map(\.code) == [.validated, .trusted, .authorityExpired])
    #expect(later.isTrusted)
  }

  @Test func everyFaultHasItsName() throws {
    #expect(try failure(of: .garbage)?.code == .malformed)
    #expect(try failure(of: .oversize)?.code == .tooLarge)
    #expect(try failure(of: .rejects)?.code == .rejected)
    #expect(try failure(of: .wrongNonce)?.code == .wrongNonce)
    #expect(try failure(of: .wrongImprint)?.code == .wrongImprint)
    let missing = try failure(of: .missingExtendedKeyUsage)
    #expect(missing?.code == .untrusted)
    #expect(missing?.detail.contains("timeStamp.untrusted extendedKeyUsage") == true)
    #expect(try failure(of: .doubtfulSignature)?.code == .untrusted)
    #expect(try failure(of: .wrongYear)?.code == .clockDiffers)
    #expect(try failure(of: .none, policies: ["1.2.3.4.5"])?.code == .wrongPolicy)
    #expect(try failure(of: .none, policies: ["1.2.3.4.1"]) == nil)
  }

  @Test func anOldAnswerIsRefused() throws {
    let authority = try TestAuthority(.stale)
    let trusted = TrustedAuthority(authority, anchors: [authority.root])
    _ = try client().token(for: Self.message, from: trusted)
    #expect(throws: TimestampFailure.self) {
      try client().token(for: Self.message, from: trusted)
    }
  }

  @Test func triesThreeTimesAndOnlyWhenThatMayHelp() throws {
    let pauses = Pauses()
    let patient = try TestAuthority(.slow(2))
    _ = try client(pauses: pauses).token(
      for: Self.message, from: TrustedAuthority(patient, anchors: [patient.root]))
    #expect(patient.count == 3)
    #expect(pauses.all.count == 2 && (1...1.5).contains(pauses.all[0]))
    #expect((4...6).contains(pauses.all[1]))
    let never = try TestAuthority(.slow(9))
    #expect(throws: TimestampFailure.self) {
      try client().token(
        for: Self.message, from: TrustedAuthority(never, anchors: [never.root]))
    }
    #expect(never.count == 3)
    let refusing = try TestAuthority(.rejects)
    #expect(throws: TimestampFailure.self) {
      try client().token(
        for: Self.message, from: TrustedAuthority(refusing, anchors: [refusing.root]))
    }
    #expect(refusing.count == 1)
  }

  @Test func theNextAuthorityIsAsked() throws {
    let bad = try TestAuthority(.garbage)
    let good = try TestAuthority()
    let answer = try client().firstToken(
      for: Self.message,
      from: [
        TrustedAuthority(bad, anchors: [bad.root]), TrustedAuthority(good, anchors: [good.root]),
      ])
    #expect(answer.token.isOver(Self.message) && answer.authority == good.name)
    #expect(bad.count == 1 && good.count == 1)
    #expect(throws: TimestampFailure.self) { try client().firstToken(for: Self.message, from: []) }
  }

  @Test func aTimeOutsideTheCertificateIsSaid() throws {
    let authority = try TestAuthority(.wrongYear)
    let query = try TimestampQuery(message: Self.message, random: SystemRandom())
    let token = try TimestampToken(response: authority.reply(to: query.der))
    let result = token.verify(
      message: Self.message, anchors: [authority.root], at: Self.now() / 1000)
    #expect(result.findings.map(\.code).prefix(2) == [.validated, .outsideValidity])
    #expect(!result.isTrusted)
  }

  @Test func noChangedByteIsTrustedAndNoneTraps() throws {
    let authority = try TestAuthority()
    let good = try client().token(
      for: Self.message, from: TrustedAuthority(authority, anchors: [authority.root])
    )
    var changedButTrusted = 0
    for index in stride(from: 0, to: good.der.count, by: 3) {
      var bytes = good.der
      bytes[index] ^= 1 << (index % 8)
      guard let token = try? TimestampToken(der: bytes) else { continue }
      let result = token.verify(
        message: Self.message, anchors: [authority.root], at: Self.now() / 1000)
      if result.isTrusted, token.generatedAt != good.generatedAt || token.imprint != good.imprint {
        changedButTrusted += 1
      }
    }
    #expect(changedButTrusted == 0)
    for count in [0, 1, 2, 17, good.der.count - 1] {
      #expect(throws: TrustError.self) { try TimestampToken(der: Array(good.der.prefix(count))) }
    }
    #expect(throws: TrustError.self) { try TimestampToken(der: good.der + [0]) }
  }
}

/// The pauses a client made, in seconds.
final class Pauses: Sendable {
  private let seconds = Mutex<[Double]>([])
  var all: [Double] { seconds.withLock { $0 } }
  func add(_ pause: Double) { seconds.withLock { $0.append(pause) } }
}
