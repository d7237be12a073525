import Testing
import Trust

@Suite struct KeyContainerTests {
  private let passphrase = Passphrase("fuzzfuzz")!

  private func code(_ bytes: [UInt8]) -> TrustError.Code? {
    do throws(TrustError) {
      _ = try KeyContainer(pkcs12: bytes, passphrase: passphrase)
      return nil
    } catch {
      return error.code
    }
  }

  /// A container as OpenSSL's command writes it, protected by `iterations` everywhere.
  private func container(iterations: Int, _ further: String...) throws -> [UInt8] {
    let scratch = try Scratch()
    let made = try scratch.run(
      "/bin/sh",
      [
        "-c",
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout k -out c "
          + "-subj /CN=a && openssl pkcs12 -export -inkey k -in c -passout pass:fuzzfuzz "
          + "-iter \(iterations) \(further.joined(separator: " ")) -out p",
      ])
    try #require(made.status == 0, "\(made.output)")
    return try scratch.get("p")
  }

  /// `bytes` with the integer 65,537 at its `place`th occurrence made 8,388,607, which is as long.
  private func asking(_ bytes: [UInt8], place: Int) throws -> [UInt8] {
    let wanted: [UInt8] = [0x02, 0x03, 0x01, 0x00, 0x01]
    let places = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
    var changed = bytes
    try #require(places.count == 3)
    let place = places[place]
    changed.replaceSubrange(place..<place + 5, with: [0x02, 0x03, 0x7F, 0xFF, 0xFF])
    return changed
  }

  @Test func containersOfOpenSSLOpen() throws {
    #expect(code(try container(iterations: 2048)) == nil)
    #expect(code(try container(iterations: 3, "-keypbe", "PBE-SHA1-3DES", "-certpbe NONE")) == nil)
    #expect(code([0x30, 0x00]) == .malformedKey)
  }

  /// OpenSSL does as many iterations as a file asks for: a kilobyte would keep it busy for hours.
  @Test(arguments: 0..<3) func tooManyIterationsAreRefusedBeforeAnyIsDone(place: Int) throws {
    let bytes = try asking(try container(iterations: 65_537), place: place)
    let took = ContinuousClock().measure { #expect(code(bytes) == .unsupportedKey) }
    #expect(took < .seconds(2))
  }
}
