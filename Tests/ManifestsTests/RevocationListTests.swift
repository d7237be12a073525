import Testing
import Trust

@testable import Manifests

struct RevocationListTests {
  private let signer: Signer
  private let store: ManifestStore

  init() throws {
    signer = try Signer()
    store = try ManifestWriter.sidecar(
      try Sample.draft(), digest: Digest.sha256([1]), signer: signer.claimSigner
    ).store
  }

  private func report(
    _ serial: [UInt8], since: Int64, by issuer: Signer? = nil
  ) throws -> ValidationReport {
    let issuer = issuer ?? signer
    var settings = Sample.settings(signer)
    settings.revocations = [
      try RevocationList.issue(
        [Revocation(serial: serial, since: since, reason: .keyCompromise)], root: issuer.root,
        rootKey: issuer.rootKey, now: Signer.now)
    ]
    return Validator.validate(store, asset: .digest(Digest.sha256([1])), settings: settings)
  }

  @Test func aCertificateRevokedBeforeCountsForNothing() throws {
    let revoked = try report(signer.leaf.serial, since: Signer.now - 10)
    #expect(revoked.state == .invalid && revoked.codes(.failure) == [.credentialListed])
  }

  @Test func whatIsRevokedLaterOrOthersStands() throws {
    for (serial, since) in [(signer.leaf.serial, Signer.now + 10), ([1, 2, 3], Signer.now - 10)] {
      let report = try report(serial, since: since)
      #expect(report.state == .trusted)
      #expect(report.codes(.informational).contains(.credentialNotListed))
    }
  }

  @Test func aListOfSomebodyElseSaysNothing() throws {
    let report = try report(signer.leaf.serial, since: 0, by: Signer())
    #expect(report.state == .trusted)
    #expect(!report.codes(.informational).contains(.credentialNotListed))
  }
}
