import Catalogue
import Testing

@Suite struct CopyTests {
  @Test(arguments: StoreKind.available) func aReservationIsReusedWithItsPayload(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    let first = try shop.store.reserveCopy(TestShop.request(1)) { 0xFEDC_BA98_7654_3210 }
    #expect(first.state == .reserved && first.output == nil)
    let again = try shop.store.reserveCopy(TestShop.request(1, id: "another")) {
      Issue.record("a payload was asked for")
      return 1
    }
    #expect(again == first)
    #expect(try shop.store.copy(id: first.id) == first)
    #expect(try shop.store.copy(payload: 0xFEDC_BA98_7654_3210) == first)
    #expect(try shop.store.copy(payload: 1) == nil)
  }

  @Test(arguments: StoreKind.available) func everyUseOfAPictureIsItsOwnCopy(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    var next: UInt64 = 10
    func makePayload() -> UInt64 {
      next += 1
      return next
    }
    var requests = ["a", "b", "c"].map { TestShop.request(1, slot: $0) }
    requests[2].slot = "a"
    requests[2].recipient = "wang"
    var other = requests[0]
    other.settings = "s2"
    other.id = "other"
    let copies = try shop.store.reserveCopies(
      requests + [other, requests[0]], makePayload: makePayload)
    #expect(copies.map(\.payload) == [11, 12, 13, 14, 11])
    #expect(try shop.store.copies(pictureSHA256: TestShop.digest(1)).count == 4)
    #expect(try shop.store.allPayloads() == [11, 12, 13, 14])
  }

  @Test(arguments: StoreKind.available) func aTakenPayloadIsDrawnAgain(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    _ = try shop.store.reserveCopy(TestShop.request(1, slot: "a")) { 5 }
    var offers: [UInt64] = [5, 5, 6]
    let second = try shop.store.reserveCopy(TestShop.request(1, slot: "b")) {
      offers.removeFirst()
    }
    #expect(second.payload == 6)
    #expect(
      code { try shop.store.reserveCopy(TestShop.request(1, slot: "c")) { 5 } }
        == .payloadsExhausted)
  }

  @Test(arguments: StoreKind.available) func aBatchOfReservationsHappensWholeOrNotAtAll(
    _ kind: StoreKind
  ) throws {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    var next: UInt64 = 0
    let error = code {
      try shop.store.reserveCopies([TestShop.request(1), TestShop.request(2)]) {
        next += 1
        return next
      }
    }
    #expect(error == .unknownReference)
    #expect(try shop.store.counts().reservedCopies == 0)
    _ = try shop.store.reserveCopy(TestShop.request(1, id: "x")) { 1 }
    #expect(
      code { try shop.store.reserveCopy(TestShop.request(1, slot: "z", id: "x")) { 2 } }
        == .conflict)
  }

  @Test(arguments: StoreKind.available) func issuingRecordsEverythingAtOnce(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    let copy = try shop.issue(3)
    #expect(copy.state == .issued)
    #expect(copy.output == TestShop.output(3))
    #expect(copy.recordID == TestShop.digest(3) && copy.issuedAt == 10)
    #expect(try shop.store.copies(outputSHA256: TestShop.digest(3)) == [copy])
    #expect(try shop.store.record(id: TestShop.digest(3)) == TestShop.record(3))
    #expect(
      try shop.store.outputs(copyID: copy.id) == [
        OutputEntry(copyID: copy.id, path: "/shop/3.jpg")
      ])
    #expect(
      try shop.store.counts()
        == CatalogueCountsFixture.counts(pictures: 1, issued: 1, outputs: 1, records: 1))
  }

  @Test(arguments: StoreKind.available) func issuingTheSameAgainOnlyAddsThePath(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    let copy = try shop.issue(3)
    let again = try shop.store.issueCopy(
      id: copy.id, output: TestShop.output(3), path: "/elsewhere/3.jpg",
      record: TestShop.record(3), issuedAt: 99)
    #expect(again == copy)
    #expect(
      try shop.store.outputs(copyID: copy.id).map(\.path) == ["/elsewhere/3.jpg", "/shop/3.jpg"])
    #expect(
      code {
        try shop.store.issueCopy(
          id: copy.id, output: TestShop.output(4), path: "/x", record: TestShop.record(4),
          issuedAt: 1)
      } == .alreadyIssued)
    #expect(try shop.store.record(id: TestShop.digest(4)) == nil)
  }

  @Test(arguments: StoreKind.available) func aRefusedIssueLeavesTheReservation(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    _ = try shop.issue(3)
    _ = try shop.store.addPicture(TestShop.picture(4))
    let copy = try shop.store.reserveCopy(TestShop.request(4)) { 4 }
    var clash = TestShop.record(3)
    clash.bytes = [1]
    #expect(
      code {
        try shop.store.issueCopy(
          id: copy.id, output: TestShop.output(4), path: "/x", record: clash, issuedAt: 1)
      } == .conflict)
    #expect(try shop.store.copy(id: copy.id) == copy)
    #expect(try shop.store.outputs(copyID: copy.id) == [])
    #expect(
      code {
        try shop.store.issueCopy(
          id: "none", output: TestShop.output(4), path: "/x", record: clash, issuedAt: 1)
      } == .unknownReference)
  }

  @Test(arguments: StoreKind.available) func placesBelongToIssuedCopies(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    let copy = try shop.issue(3)
    #expect(try shop.store.addOutput(OutputEntry(copyID: copy.id, path: "/new")))
    #expect(try !shop.store.addOutput(OutputEntry(copyID: copy.id, path: "/new")))
    _ = try shop.store.reserveCopy(TestShop.request(3, slot: "later")) { 77 }
    #expect(
      code { try shop.store.addOutput(OutputEntry(copyID: "copy-3-later", path: "/x")) }
        == .unknownReference)
  }

  @Test(arguments: StoreKind.available) func payloadsOfAllBitsComeBackInOrder(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    var payloads: [UInt64] = [.max, 0, 1 << 63, 255]
    _ = try shop.store.reserveCopies((0..<4).map { TestShop.request(1, slot: "\($0)") }) {
      payloads.removeFirst()
    }
    #expect(try shop.store.allPayloads() == [0, 255, 1 << 63, .max])
    var seen: [String] = []
    try shop.store.forEachCopy { seen.append($0.id) }
    #expect(seen == (0..<4).map { "copy-1-\($0)" })
  }

  @Test(arguments: StoreKind.available) func thousandsOfCopiesTakeSeconds(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    _ = try shop.store.addPicture(TestShop.picture(1))
    // Every statement is a journey to a server and back.
    let count = kind == .sqlite ? 20_000 : 4_000
    let clock = ContinuousClock()
    var generator = SystemRandomNumberGenerator()
    let time = try clock.measure {
      for start in stride(from: 0, to: count, by: 1_000) {
        let requests = (start..<start + 1_000).map { TestShop.request(1, slot: "\($0)") }
        _ = try shop.store.reserveCopies(requests) { generator.next() }
      }
    }
    #expect(time < .seconds(10))
    let payloads = try shop.store.allPayloads()
    #expect(Set(payloads).count == count)
    let lookUp = try clock.measure {
      for payload in payloads.prefix(1_000) {
        let copy = try shop.store.copy(payload: payload)
        #expect(copy?.payload == payload)
      }
    }
    #expect(lookUp < .seconds(2))
  }
}
