import Testing
import Trust

@Suite struct SealedBoxTests {
  let passphrase = Passphrase("芝麻开门 open sesame")!
  let random = RepeatableRandom(seed: 3)

  func code(_ box: [UInt8], _ passphrase: Passphrase) -> TrustError.Code? {
    do throws(TrustError) {
      _ = try SealedBox.open(box, passphrase: passphrase)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [0, 1, 16, 1000])
  func opensWhatItSealed(_ count: Int) throws {
    let text = try random.bytes(count)
    let box = try SealedBox.seal(text, passphrase: passphrase, random: random)
    #expect(box.count == count + 56)
    #expect(try SealedBox.open(box, passphrase: passphrase) == text)
  }

  @Test func twoBoxesOfOneTextDiffer() throws {
    let one = try SealedBox.seal([1], passphrase: passphrase, random: SystemRandom())
    let other = try SealedBox.seal([1], passphrase: passphrase, random: SystemRandom())
    #expect(one != other)
  }

  @Test func otherPassphrasesAndDamagedBytesLookTheSame() throws {
    let box = try SealedBox.seal([1, 2, 3], passphrase: passphrase, random: random)
    #expect(code(box, Passphrase("wrong")!) == .wrongPassphraseOrDamaged)
    // Magic, salt, nonce, text and tag, one byte of each.
    for index in [0, 7, 12, 30, 41, box.count - 1] {
      var damaged = box
      damaged[index] ^= 1
      #expect(code(damaged, passphrase) == .wrongPassphraseOrDamaged)
    }
    for count in [0, 8, 39, 55, box.count - 1] {
      #expect(code(Array(box.prefix(count)), passphrase) == .wrongPassphraseOrDamaged)
    }
    #expect(code(box + [0], passphrase) == .wrongPassphraseOrDamaged)
    var later = box
    later[8] = 2
    #expect(code(later, passphrase) == .unsupportedVersion)
  }

  @Test(arguments: [(9, 0), (9, 18), (9, 63), (9, 255), (10, 0), (10, 17), (11, 0), (11, 5)])
  func costsOutsideTheBoundsAreRefused(_ position: Int, _ value: UInt8) throws {
    var box = [UInt8](repeating: 0, count: 60)
    box.replaceSubrange(0..<12, with: Array("YUANTUBX".utf8) + [1, 15, 8, 1])
    box[position] = value
    let clock = ContinuousClock()
    let time = clock.measure { #expect(code(box, passphrase) == .wrongPassphraseOrDamaged) }
    #expect(time < .milliseconds(50))
  }

  /// The whole format once more, from its description, by other people's code.
  @Test func pythonOpensABox() throws {
    let scratch = try Scratch()
    let box = try SealedBox.seal(Array("图".utf8), passphrase: passphrase, random: random)
    _ = try scratch.put("box", box)
    let program = """
      import sys
      from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
      from cryptography.hazmat.primitives.ciphers.aead import AESGCM
      b = open("box", "rb").read()
      key = Scrypt(salt=b[12:28], length=32, n=1 << b[9], r=b[10], p=b[11]).derive(
        "芝麻开门 open sesame".encode())
      sys.stdout.buffer.write(AESGCM(key).decrypt(b[28:40], b[40:], b[:40]))
      """
    _ = try scratch.put("open.py", Array(program.utf8))
    #expect(try scratch.run("/usr/bin/python3", ["open.py"]).output == "图")
  }
}
