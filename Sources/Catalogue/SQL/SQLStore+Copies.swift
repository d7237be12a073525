/// How many payloads are tried for one copy. Among 64 random bits even a second try is rare.
private let payloadTries = 64

extension SQLStore {
  /// The copies of `requests`, those that are not there being reserved.
  public func reserveCopies(
    _ requests: [CopyRequest], makePayload: () -> UInt64
  ) throws(CatalogueError) -> [CopyEntry] {
    for request in requests { try request.validate() }
    return try write { (connection) throws(CatalogueError) in
      var copies: [CopyEntry] = []
      for request in requests {
        copies.append(try Self.reserve(request, makePayload, connection))
      }
      return copies
    }
  }

  /// Makes a reserved copy an issued one.
  public func issueCopy(
    id: String, output: CopyOutput, path: String, record: RecordEntry, issuedAt: Int64
  ) throws(CatalogueError) -> CopyEntry {
    try output.validate()
    return try write { (connection) throws(CatalogueError) in
      guard let copy = try Self.copies(Queries.copy, [.text(id)], connection).first else {
        throw CatalogueError(.unknownReference, "no copy \(id)")
      }
      if copy.state == .issued {
        guard copy.output?.sha256 == output.sha256, copy.recordID == record.id else {
          throw CatalogueError(.alreadyIssued, "copy \(id)")
        }
      } else {
        try Self.insert(record, connection)
        try connection.run(
          Queries.issueCopy,
          [
            .bytes(output.sha256), .integer(output.size), .text(output.format),
            .integer(output.pixelWidth), .integer(output.pixelHeight),
            .optional(output.contentHash), .optional(output.preview), .bytes(record.id),
            .integer(issuedAt), .text(id),
          ])
      }
      try connection.run(Queries.insertOutput, [.text(id), .text(path)])
      guard let issued = try Self.copies(Queries.copy, [.text(id)], connection).first else {
        throw CatalogueError(.damaged, "copy \(id) vanished")
      }
      return issued
    }
  }

  /// Notes one more place of an issued copy.
  public func addOutput(_ entry: OutputEntry) throws(CatalogueError) -> Bool {
    try write { (connection) throws(CatalogueError) in
      let copy = try Self.copies(Queries.copy, [.text(entry.copyID)], connection).first
      guard copy?.state == .issued else {
        throw CatalogueError(.unknownReference, "no issued copy \(entry.copyID)")
      }
      return try connection.run(
        Queries.insertOutput, [.text(entry.copyID), .text(entry.path)]) > 0
    }
  }

  /// The copy with this identifier.
  public func copy(id: String) throws(CatalogueError) -> CopyEntry? {
    try copies(Queries.copy, [.text(id)]).first
  }

  /// The copy whose mark has this payload.
  public func copy(payload: UInt64) throws(CatalogueError) -> CopyEntry? {
    try copies(Queries.copyOfPayload, [.payload(payload)]).first
  }

  /// The copies that were delivered as this very file.
  public func copies(outputSHA256: [UInt8]) throws(CatalogueError) -> [CopyEntry] {
    try copies(Queries.copiesOfOutput, [.bytes(outputSHA256)])
  }

  /// The copies of a picture.
  public func copies(pictureSHA256: [UInt8]) throws(CatalogueError) -> [CopyEntry] {
    try copies(Queries.copiesOfPicture, [.bytes(pictureSHA256)])
  }

  /// Some copies, beginning after `id`.
  public func copies(after id: String?, limit: Int) throws(CatalogueError) -> [CopyEntry] {
    try copies(Queries.copiesAfter, [.text(id ?? ""), .integer(limit)])
  }

  /// The places to which a copy was delivered.
  public func outputs(copyID: String) throws(CatalogueError) -> [OutputEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(Queries.outputs, [.text(copyID)]) { (row) throws(CatalogueError) in
        OutputEntry(copyID: copyID, path: try row.text(0))
      }
    }
  }

  /// Every payload in use.
  public func allPayloads() throws(CatalogueError) -> [UInt64] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(Queries.allPayloads) { (row) throws(CatalogueError) in
        try row.payload(0)
      }
    }
  }

  private func copies(_ query: String, _ values: [SQLValue]) throws(CatalogueError) -> [CopyEntry] {
    try read { (connection) throws(CatalogueError) in
      try Self.copies(query, values, connection)
    }
  }

  private static func copies(
    _ query: String, _ values: [SQLValue], _ connection: Connection
  ) throws(CatalogueError) -> [CopyEntry] {
    try connection.rows(query, values, copy)
  }

  private static func reserve(
    _ request: CopyRequest, _ makePayload: () -> UInt64, _ connection: Connection
  ) throws(CatalogueError) -> CopyEntry {
    let key: [SQLValue] = [
      .bytes(request.pictureSHA256), .text(request.platform), .text(request.slot),
      .text(request.recipient), .text(request.settings),
    ]
    if let copy = try copies(Queries.copyOfRequest, key, connection).first { return copy }
    for _ in 0..<payloadTries {
      let payload = makePayload()
      let taken = try connection.first(Queries.payloadIsTaken, [.payload(payload)]) { _ in true }
      if taken != nil { continue }
      try connection.run(
        Queries.insertCopy,
        [.text(request.id), .payload(payload)] + key + [.integer(request.createdAt)])
      return CopyEntry(
        id: request.id, payload: payload, pictureSHA256: request.pictureSHA256,
        platform: request.platform, slot: request.slot, recipient: request.recipient,
        settings: request.settings, state: .reserved, createdAt: request.createdAt)
    }
    throw CatalogueError(.payloadsExhausted, "\(payloadTries) payloads were all taken")
  }

  private static func copy(_ row: Connection.Row) throws(CatalogueError) -> CopyEntry {
    guard let state = CopyState(rawValue: try row.text(7)) else {
      throw CatalogueError(.damaged, "copy in an unknown state")
    }
    var output: CopyOutput?
    if let sha256 = row.optionalBytes(8) {
      output = CopyOutput(
        sha256: sha256, size: try row.int(9), format: try row.text(10), pixelWidth: try row.int(11),
        pixelHeight: try row.int(12), contentHash: row.optionalBytes(13),
        preview: row.optionalBytes(14))
    }
    return CopyEntry(
      id: try row.text(0), payload: try row.payload(1), pictureSHA256: try row.bytes(2),
      platform: try row.text(3), slot: try row.text(4), recipient: try row.text(5),
      settings: try row.text(6), state: state, output: output, recordID: row.optionalBytes(15),
      createdAt: try row.integer(16), issuedAt: row.optionalInteger(17))
  }
}
