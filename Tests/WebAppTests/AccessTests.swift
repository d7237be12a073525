import Testing
import Trust

@testable import WebApp

@Suite struct AccessTests {
  let policy = HostPolicy(
    names: ["127.0.0.1", "localhost", "::1"], port: 8787, isSecure: false)

  @Test func onlyItsOwnNamesNameTheServer() {
    for host in ["127.0.0.1:8787", "LOCALHOST:8787", "[::1]:8787"] {
      #expect(policy.isOwn(host: host))
    }
    for host in [
      nil, "127.0.0.1", "127.0.0.1:80", "evil.example:8787", "127.0.0.1:8787.evil.example", "",
    ] {
      #expect(!policy.isOwn(host: host))
    }
    let usual = HostPolicy(names: ["shop.lan"], port: 443, isSecure: true)
    #expect(usual.isOwn(host: "shop.lan") && usual.isOwn(host: "shop.lan:443"))
  }

  @Test func onlyItsOwnPagesMayChangeAnything() {
    #expect(policy.mayChange(origin: "http://127.0.0.1:8787", fetchSite: nil))
    #expect(policy.mayChange(origin: "http://localhost:8787", fetchSite: "same-origin"))
    #expect(policy.mayChange(origin: nil, fetchSite: "same-origin"))
    for origin in [
      "null", "https://127.0.0.1:8787", "http://evil.example", "http://127.0.0.1:8788", "",
    ] {
      #expect(!policy.mayChange(origin: origin, fetchSite: "same-origin"))
    }
    for site in ["cross-site", "same-site", "none"] {
      #expect(!policy.mayChange(origin: "http://127.0.0.1:8787", fetchSite: site))
    }
    #expect(!policy.mayChange(origin: nil, fetchSite: nil))
  }

  @Test func sessionsOutliveARestartButNotAnotherPassCode() throws {
    let folder = try TestFolder()
    func key(_ code: String?) throws -> SessionKey {
      try SessionKey(file: "\(folder.path)/key", passCode: code, random: SystemRandom())
    }
    let cookie = try key("12345678").session(random: SystemRandom())
    #expect(cookie.count == 64)
    #expect(try key("12345678").isSession(cookie))
    #expect(try !key("87654321").isSession(cookie))
    #expect(try !key(nil).isSession(cookie))
    #expect(try key(nil).startToken != key(nil).startToken)
    var forged = Array(cookie)
    forged[40] = forged[40] == "0" ? "1" : "0"
    #expect(try !key("12345678").isSession(String(forged)))
    #expect(try !key("12345678").isSession(""))
    #expect(
      try key("12345678").formToken(of: cookie) != key("12345678").formToken(of: String(forged)))
  }

  @Test func guessesAreSlowedDown() {
    let limit = AttemptLimit(ofPeer: 3, ofAll: 5)
    #expect((0..<4).map { _ in limit.allows("a", now: 0) } == [true, true, true, false])
    #expect((0..<3).map { _ in limit.allows("b", now: 1000) } == [true, true, false])
    #expect(!limit.allows("c", now: 59_999))
    #expect(limit.allows("a", now: 60_000))
  }
}
