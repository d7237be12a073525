import Testing
import Trust

@Suite struct SigningKeyTests {
  let passphrase = Passphrase("口令 pass")!
  let message = Array("message".utf8)

  func code(_ pem: [UInt8], _ passphrase: Passphrase?) -> TrustError.Code? {
    do throws(TrustError) {
      _ = try SigningKey(pem: pem, passphrase: passphrase)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func signsAndVerifies() throws {
    let key = try SigningKey.generate()
    let signature = try key.sign(message)
    #expect(signature.count == 64)
    func isGood(_ message: [UInt8], _ signature: [UInt8], _ der: [UInt8]) -> Bool {
      SignatureVerification.verify(
        .es256, publicKeyDER: der, message: message, signature: signature)
    }
    #expect(isGood(message, signature, key.publicKeyDER))
    #expect(try isGood([], key.sign([]), key.publicKeyDER))
    #expect(!isGood(message + [0], signature, key.publicKeyDER))
    #expect(try !isGood(message, signature, SigningKey.generate().publicKeyDER))
    for index in signature.indices {
      var other = signature
      other[index] ^= 0x10
      #expect(!isGood(message, other, key.publicKeyDER))
    }
    let zero = [UInt8](repeating: 0, count: 64)
    let ones = [UInt8](repeating: 255, count: 64)
    for odd in [[], Array(signature.dropLast()), signature + [0], zero, ones] {
      #expect(!isGood(message, odd, key.publicKeyDER))
    }
    for count in [0, 1, 50, key.publicKeyDER.count - 1] {
      #expect(!isGood(message, signature, Array(key.publicKeyDER.prefix(count))))
    }
    #expect(!isGood(message, signature, key.publicKeyDER + [0]))
    for other in [SignatureAlgorithm.ps256, .edDSA] {
      #expect(
        !SignatureVerification.verify(
          other, publicKeyDER: key.publicKeyDER, message: message, signature: signature))
    }
  }

  @Test func keysSurviveTheirTextForm() throws {
    let key = try SigningKey.generate()
    let plain = try key.privateKeyPEM(passphrase: nil)
    let encrypted = try key.privateKeyPEM(passphrase: passphrase)
    #expect(String(decoding: plain, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----"))
    #expect(
      String(decoding: encrypted, as: UTF8.self).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
    for text in [plain, encrypted] {
      let again = try SigningKey(pem: text, passphrase: passphrase)
      #expect(again.publicKeyDER == key.publicKeyDER)
    }
    #expect(code(encrypted, nil) == .passphraseNeeded)
    #expect(code(encrypted, Passphrase("other")!) == .wrongPassphrase)
  }

  @Test func opensslReadsOurKeys() throws {
    let scratch = try Scratch()
    let key = try SigningKey.generate()
    _ = try scratch.put("key", key.privateKeyPEM(passphrase: passphrase))
    _ = try scratch.put("message", message)
    let written = try scratch.openssl(
      "pkey", "-in", "key", "-passin", "pass:口令 pass", "-pubout", "-outform", "DER", "-out",
      "public")
    #expect(written.status == 0)
    #expect(try scratch.get("public") == key.publicKeyDER)
    #expect(try scratch.openssl("pkey", "-in", "key", "-passin", "pass:x").status != 0)
    let text = try scratch.openssl("asn1parse", "-in", "key").output
    for expected in ["PBES2", "scrypt", "aes-256-cbc", "INTEGER           :4000"] {
      #expect(text.contains(expected))
    }
    let signed = try scratch.openssl(
      "dgst", "-sha256", "-sign", "key", "-passin", "pass:口令 pass", "-out", "signature", "message")
    #expect(signed.status == 0)
  }

  @Test func readsKeysThatOpensslMade() throws {
    let scratch = try Scratch()
    let made = try scratch.openssl(
      "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "plain")
    #expect(made.status == 0)
    _ = try scratch.openssl(
      "pkcs8", "-topk8", "-in", "plain", "-v2", "aes-128-cbc", "-passout", "pass:x", "-out",
      "pbkdf2")
    #expect(try code(scratch.get("plain"), nil) == nil)
    #expect(try code(scratch.get("pbkdf2"), Passphrase("x")) == nil)
    #expect(try code(scratch.get("pbkdf2"), Passphrase("y")) == .wrongPassphrase)
    _ = try scratch.openssl(
      "pkcs8", "-topk8", "-in", "plain", "-v2", "aes-128-cbc", "-iter", "10000001", "-passout",
      "pass:x", "-out", "slow")
    #expect(try code(scratch.get("slow"), Passphrase("x")) == .unsupportedKey)
  }

  @Test(arguments: ["ed448", "P-384", "secp256k1", "RSA"])
  func refusesOtherKinds(_ kind: String) throws {
    let scratch = try Scratch()
    switch kind {
    case "ed448": _ = try scratch.openssl("genpkey", "-algorithm", "ed448", "-out", "key")
    case "RSA":
      _ = try scratch.openssl(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "key")
    default:
      _ = try scratch.openssl(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(kind)", "-out", "key")
    }
    #expect(try code(scratch.get("key"), nil) == .unsupportedKey)
  }

  @Test func damagedTextIsRefusedAndNeverTraps() throws {
    let pem = try SigningKey.generate().privateKeyPEM(passphrase: nil)
    for text in ["", "no key", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"] {
      #expect(code(Array(text.utf8), nil) == .malformedKey)
    }
    #expect(code([UInt8](repeating: 0x41, count: 65537), nil) == .tooLarge)
    for index in pem.indices {
      #expect(code(Array(pem.prefix(index)), nil) != nil || index >= pem.count - 1)
      var damaged = pem
      damaged[index] ^= 0x04
      _ = code(damaged, nil)
    }
  }
}
