import Foundation
import Synchronization
import Trust

/// A time-stamp authority of the tests' own around `openssl ts`, with a public key infrastructure made
/// for the occasion, and the faults real ones have.
final class TestAuthority: TimestampAuthority, Sendable {
  enum Fault: Sendable {
    case none, garbage, rejects, stale, wrongNonce, wrongImprint, missingExtendedKeyUsage
    case wrongYear, doubtfulSignature, oversize
    /// So many transient failures before the first answer.
    case slow(Int)
  }

  let name = "test authority"
  let root: Certificate
  private let scratch: Scratch
  private let fault: Fault
  private let calls = Mutex(0)
  private let first = Mutex<[UInt8]?>(nil)

  /// How often it was asked.
  var count: Int { calls.withLock { $0 } }

  init(_ fault: Fault = .none) throws {
    scratch = try Scratch()
    self.fault = fault
    _ = try scratch.put("ts.cnf", Array(Self.configuration.utf8))
    try Self.openssl(
      scratch, "req -x509 \(Self.newKey) -keyout root.key -out root.pem -days 30 -subj",
      "/O=Test/CN=Test Root", "-config ts.cnf -extensions authority")
    for (name, section) in [("stamp", "stamping"), ("other", "signing")] {
      try Self.openssl(
        scratch, "req \(Self.newKey) -keyout \(name).key -out \(name).csr -subj",
        "/O=Test/CN=Test \(name)", "-config ts.cnf")
      try Self.openssl(
        scratch,
        "x509 -req -in \(name).csr -CA root.pem -CAkey root.key -CAcreateserial -days 20 -out "
          + "\(name).pem -extfile ts.cnf -extensions \(section)")
    }
    _ = try scratch.put("serial", Array("01\n".utf8))
    root = try Certificate.all(inPEM: scratch.get("root.pem"))[0]
  }

  func reply(to query: [UInt8]) throws(TimestampFailure) -> [UInt8] {
    let number = calls.withLock { calls in
      calls += 1
      return calls
    }
    if case .slow(let times) = fault, number <= times {
      throw TimestampFailure(.timedOut, authority: name, detail: "slow", isTransient: true)
    }
    do {
      switch fault {
      case .garbage: return Array("<html>captive portal</html>".utf8)
      case .oversize: return [UInt8](repeating: 0x30, count: TimestampToken.mostBytes + 1)
      case .rejects: return [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]
      case .none, .slow: return try answer(query)
      case .stale:
        let fresh = try answer(query)
        return first.withLock { first in
          first = first ?? fresh
          return first ?? fresh
        }
      case .wrongNonce: return try answer(Self.edited(query, tail: 4))
      case .wrongImprint: return try answer(Self.edited(query, tail: 20))
      case .missingExtendedKeyUsage: return try signedAgain(query, by: "other") { $0 }
      case .wrongYear:
        return try signedAgain(query, by: "stamp") { Self.replacing("202", by: "209", in: $0) }
      case .doubtfulSignature:
        var reply = try answer(query)
        reply[reply.count - 8] ^= 1
        return reply
      }
    } catch { throw TimestampFailure(.unreachable, authority: name, detail: "\(error)") }
  }

  /// What `openssl ts -verify` says about a token over `data`.
  func opensslAccepts(_ token: [UInt8], over data: [UInt8]) throws -> Bool {
    _ = try scratch.put("t.tst", token)
    _ = try scratch.put("t.data", data)
    return try scratch.openssl(
      "ts", "-verify", "-data", "t.data", "-in", "t.tst", "-token_in", "-CAfile", "root.pem"
    ).status == 0
  }

  private func answer(_ query: [UInt8]) throws -> [UInt8] {
    _ = try scratch.put("q", query)
    try Self.openssl(scratch, "ts -reply -config ts.cnf -section tsa -queryfile q -out r")
    return try scratch.get("r")
  }

  /// A proper answer whose TSTInfo is edited and signed by another certificate, which `openssl ts`
  /// itself would refuse to do.
  private func signedAgain(
    _ query: [UInt8], by signer: String, _ edit: ([UInt8]) -> [UInt8]
  ) throws -> [UInt8] {
    _ = try scratch.put("t", TimestampToken(response: answer(query)).der)
    try Self.openssl(scratch, "cms -verify -noverify -binary -inform DER -in t -out info")
    _ = try scratch.put("info", edit(scratch.get("info")))
    try Self.openssl(
      scratch,
      "cms -sign -binary -nodetach -cades -md sha256 -econtent_type 1.2.840.113549.1.9.16.1.4 "
        + "-in info -signer \(signer).pem -inkey \(signer).key -outform DER -out t")
    let token = try scratch.get("t")
    let body: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x00] + token
    return [0x30, 0x82, UInt8(body.count >> 8), UInt8(body.count & 255)] + body
  }

  /// A byte changed so far from the query's end: 4 is in the nonce, 20 in the imprint.
  private static func edited(_ query: [UInt8], tail: Int) -> [UInt8] {
    var query = query
    query[query.count - tail] ^= 0x08
    return query
  }

  private static func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    var bytes = bytes
    for start in bytes.indices.dropLast(15)
    where bytes[start] == 0x18 && bytes.dropFirst(start + 2).starts(with: old) {
      bytes.replaceSubrange(start + 2..<start + 2 + new.count, with: new)
    }
    return bytes
  }

  private static func openssl(_ scratch: Scratch, _ words: String...) throws {
    var arguments: [String] = []
    for (index, word) in words.enumerated() {
      arguments += index == 1 ? [word] : word.split(separator: " ").map(String.init)
    }
    let result = try scratch.run("/usr/bin/openssl", arguments)
    guard result.status == 0 else { throw Failure(output: "\(arguments): \(result.output)") }
  }

  struct Failure: Error { let output: String }

  private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

  private static let configuration = """
    [req]
    distinguished_name = dn
    prompt = no
    [dn]
    CN = unused
    [authority]
    basicConstraints = critical, CA:TRUE
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash
    [stamping]
    basicConstraints = critical, CA:FALSE
    keyUsage = critical, digitalSignature
    extendedKeyUsage = critical, timeStamping
    subjectKeyIdentifier = hash
    authorityKeyIdentifier = keyid
    [signing]
    basicConstraints = critical, CA:FALSE
    keyUsage = critical, digitalSignature
    extendedKeyUsage = emailProtection
    subjectKeyIdentifier = hash
    authorityKeyIdentifier = keyid
    [tsa]
    serial = serial
    signer_cert = stamp.pem
    certs = root.pem
    signer_key = stamp.key
    signer_digest = sha256
    default_policy = 1.2.3.4.1
    other_policies = 1.2.3.4.5
    digests = sha256, sha384, sha512
    accuracy = secs:1, millisecs:500
    clock_precision_digits = 3
    ordering = no
    tsa_name = no
    ess_cert_id_chain = yes
    ess_cert_id_alg = sha256
    """
}
