/// Entries read at a time: few enough that their previews fit memory easily.
private let pageSize = 64

extension CatalogueStore {
  /// Calls `body` for every original. Entries added meanwhile may or may not be seen. `body` may call
  /// the store.
  public func forEachOriginal(_ body: (OriginalSummary) throws -> Void) throws {
    var last: [UInt8]?
    while true {
      let page = try originals(after: last, limit: pageSize)
      for entry in page { try body(entry) }
      guard page.count == pageSize else { return }
      last = page.last?.sha256
    }
  }

  /// Calls `body` for every picture, like `forEachOriginal`.
  public func forEachPicture(_ body: (PictureEntry) throws -> Void) throws {
    var last: [UInt8]?
    while true {
      let page = try pictures(after: last, limit: pageSize)
      for entry in page { try body(entry) }
      guard page.count == pageSize else { return }
      last = page.last?.sha256
    }
  }

  /// Calls `body` for every copy, like `forEachOriginal`.
  public func forEachCopy(_ body: (CopyEntry) throws -> Void) throws {
    var last: String?
    while true {
      let page = try copies(after: last, limit: pageSize)
      for entry in page { try body(entry) }
      guard page.count == pageSize else { return }
      last = page.last?.id
    }
  }

  /// Calls `body` for every record, like `forEachOriginal`.
  public func forEachRecord(_ body: (RecordEntry) throws -> Void) throws {
    var last: [UInt8]?
    while true {
      let page = try records(after: last, limit: pageSize)
      for entry in page { try body(entry) }
      guard page.count == pageSize else { return }
      last = page.last?.id
    }
  }

  /// The copy that was reserved or issued for `request` before, or a new reservation.
  public func reserveCopy(
    _ request: CopyRequest, makePayload: () -> UInt64
  ) throws(CatalogueError) -> CopyEntry {
    let copies = try reserveCopies([request], makePayload: makePayload)
    guard let copy = copies.first else {
      throw CatalogueError(.failed, "no copy for one request")
    }
    return copy
  }
}
