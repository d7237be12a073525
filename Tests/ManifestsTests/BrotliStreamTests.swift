import Testing

@testable import Manifests

struct BrotliStreamTests {
  /// 200,000 times the letter a, packed by Google's brotli 1.0.9.
  private static let packed: [UInt8] = [91, 63, 13, 3, 64, 34, 44, 30, 11, 36, 159, 96, 0]
  private static let count = 200_000

  @Test func unpacksAndChargesWhatItUnpacked() throws {
    var room = Self.count + 7
    let unpacked = try #require(BrotliStream.unpacked(Self.packed[...], room: &room))
    #expect(unpacked == [UInt8](repeating: 0x61, count: Self.count))
    #expect(room == 7)
    #expect(BrotliStream.unpacked([6], room: &room) == [])
  }

  @Test func oneByteTooLittleRoomIsRefusedAndUsedUp() {
    var room = Self.count - 1
    #expect(BrotliStream.unpacked(Self.packed[...], room: &room) == nil)
    #expect(room < 0)
    #expect(BrotliStream.unpacked([6], room: &room) == nil)
  }

  @Test func everyPrefixAndWhatGoesOnBehindIsRefused() {
    for count in 0..<Self.packed.count {
      var room = 1 << 20
      #expect(BrotliStream.unpacked(Self.packed[..<count], room: &room) == nil, "\(count)")
    }
    var room = 1 << 20
    #expect(BrotliStream.unpacked((Self.packed + [0])[...], room: &room) == nil)
  }
}
