import Manifests
import Trust

extension FuzzTarget {
  /// DER through OpenSSL: certificates, time-stamp tokens, OCSP responses.
  public static let trust = FuzzTarget(name: "Trust") { bytes in
    if let certificate = try? Certificate(der: bytes) {
      let result = CertificateChain.verify(
        leaf: certificate, intermediates: [certificate], anchors: [], at: settings.time)
      try expect(result != .trusted, "trusted without an anchor")
      _ = RevocationResponse.status(
        of: certificate, issuers: [certificate], anchors: [], response: bytes, at: settings.time)
    }
    for token in [try? TimestampToken(der: bytes), try? TimestampToken(response: bytes)] {
      let verification = token?.verify(message: bytes, anchors: [], at: settings.time)
      try expect(verification?.isTrusted != true, "trusted without an anchor")
    }
    if let seed = Self.seed {
      let status = RevocationResponse.status(
        of: seed, issuers: [seed], anchors: [seed], response: bytes, at: settings.time)
      try expect(status == .unusable, "an answer nobody signed")
    }
  }

  /// A certificate to ask about.
  private static let seed: Certificate? = {
    guard let key = try? SigningKey.generate() else { return nil }
    return try? Certificate.makeRoot(name: "Fuzz", key: key, now: settings.time)
  }()
}
