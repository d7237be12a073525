import Catalogue

extension TestShop {
  /// Puts something into every table, with the values that are hardest to keep.
  func fillEverything() throws {
    var original = Self.original(1, path: "/相册/\"a\"\\b\t\u{1}\u{7F}é\u{65}\u{301}😀.heic")
    original.preview = [UInt8](0...255)
    _ = try store.addOriginal(original, record: Self.record(50))
    _ = try store.addOriginal(Self.original(2), record: nil)
    _ = try store.addOriginal(Self.original(2, path: "/Z/a"), record: nil)
    for (number, score) in [(3, 0.1), (4, 1.0), (5, 1e-300), (6, 0.30000000000000004)] {
      var picture = Self.picture(number, original: original.sha256)
      picture.pairingScore = score
      _ = try store.addPicture(picture)
    }
    for number in 10..<14 { try issue(number) }
    _ = try store.reserveCopy(Self.request(10, slot: "später")) { .max }
    _ = try store.addOutput(OutputEntry(copyID: "copy-10-main", path: "/b"))
    for name in ["b", "B", "ä", "a", "中"] {
      try store.saveTemplate(
        TemplateEntry(
          name: name, definition: "{}\n", artwork: name == "a" ? [0] : nil, savedAt: .max))
    }
    let batches = (1...2).map { number in
      TimeBatchEntry(
        id: Self.digest(100 + number), number: number, note: "note\n", authorities: ["x", "y"],
        createdAt: .min)
    }
    try store.addTimeBatch(
      batches[0],
      anchors: [10, 11].map {
        TimeAnchorEntry(subject: Self.digest($0), batchID: batches[0].id, bytes: [1, UInt8($0)])
      }, links: [])
    try store.addTimeBatch(
      batches[1], anchors: [],
      links: [TimeAnchorEntry(subject: batches[0].id, batchID: batches[1].id, bytes: [])])
    for number in [9, 8, 7] {
      _ = try store.addTimeToken(
        TimeTokenEntry(
          id: Self.digest(number), kind: .batch, subject: batches[0].id, authority: "x",
          bytes: [3], generatedAt: 1, certificateEnds: number == 8 ? nil : 5, addedAt: 2))
    }
    try store.addCountersignature(
      Self.record(70),
      proofs: [
        CountersignedEntry(
          recordID: Self.digest(10), countersignatureID: Self.digest(70), index: 0, size: 1,
          path: [])
      ])
    _ = try store.addFingerprint(
      FingerprintEntry(
        sha256: original.sha256, hashes: [UInt8](repeating: 9, count: 256), hashQuality: 100,
        imageCode: Self.digest(1), addedAt: 3))
    for (id, due) in [("a", nil), ("b", Int64(4))] {
      try store.addCase(
        CaseEntry(
          id: id, platform: "taobao", kind: "complaint", goodsLink: "", reference: "r",
          noticeAt: nil, dueAt: due, createdAt: 9, path: "/c", isReady: id == "a"))
    }
  }
}
