extension PostgreSQLStore {
  private static let createHeading = """
    CREATE TABLE yuantu_catalogue (id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1), \
    version BIGINT NOT NULL, shop BYTEA NOT NULL)
    """
  private static let insertHeading =
    "INSERT INTO yuantu_catalogue (id, version, shop) VALUES (1, 0, ?)"
  private static let findHeading = """
    SELECT 1 FROM information_schema.tables \
    WHERE table_schema = current_schema() AND table_name = 'yuantu_catalogue'
    """
  private static let heading = "SELECT version, shop FROM yuantu_catalogue WHERE id = 1"
  private static let countVersion = "UPDATE yuantu_catalogue SET version = version + 1 WHERE id = 1"
  private static let setShop = "UPDATE yuantu_catalogue SET shop = ? WHERE id = 1"

  /// What a catalogue says of itself.
  struct Heading: Sendable {
    let version: Int
    let shop: [UInt8]
  }

  /// Makes the catalogue, or brings it up to date, so that it is the one of `shop`.
  func prepare(create: Bool, shop: [UInt8]) throws(CatalogueError) {
    let types = try read { (connection) throws(CatalogueError) in connection.types }
    try prepare(create: create, shop: shop, migrations: Schema.migrations(types))
  }

  func prepare(
    create: Bool, shop: [UInt8], migrations: [[String]]
  ) throws(CatalogueError) {
    try Validation.digest(shop, "shop")
    let found = try heading()
    if let found {
      guard found.version <= migrations.count else {
        throw CatalogueError(
          .newerSchema, "schema \(found.version), known up to \(migrations.count)")
      }
      guard create || found.shop == shop else {
        throw CatalogueError(.foreignShop, "the catalogue of shop \(hexadecimal(found.shop))")
      }
    } else {
      guard create else { throw CatalogueError(.notFound, "no catalogue in this database") }
      try make(shop)
    }
    while try migrate(migrations) {}
    if create, found != nil { try adopt(shop) }
  }

  /// Nil when there is no catalogue.
  func heading() throws(CatalogueError) -> Heading? {
    let isThere = try read { (connection) throws(CatalogueError) in
      try connection.first(Self.findHeading) { _ in true } ?? false
    }
    guard isThere else { return nil }
    return try read { (connection) throws(CatalogueError) in
      try connection.first(Self.heading) { (row) throws(CatalogueError) in
        Heading(version: try row.int(0), shop: try row.bytes(1))
      }
    }
  }

  private func make(_ shop: [UInt8]) throws(CatalogueError) {
    do {
      try write { (connection) throws(CatalogueError) in
        try connection.command(Self.createHeading)
        _ = try connection.run(Self.insertHeading, [.bytes(shop)])
      }
    } catch {
      guard error.code == .conflict else { throw error }
      throw CatalogueError(.alreadyExists, "another process made a catalogue here")
    }
  }

  /// Applies the next step, if one is missing, in a transaction of its own. The heading is locked, since
  /// another process may be doing the same.
  private func migrate(_ migrations: [[String]]) throws(CatalogueError) -> Bool {
    try transaction(.taking) { (connection) throws(CatalogueError) in
      let version = try connection.first("\(Self.heading) FOR UPDATE") {
        (row) throws(CatalogueError) in try row.int(0)
      }
      guard let version, version >= 0 else { throw CatalogueError(.damaged, "no version") }
      guard version < migrations.count else { return false }
      for statement in migrations[version] { try connection.command(statement) }
      try connection.run(Self.countVersion)
      return true
    }
  }

  /// Makes an empty catalogue, such as that of a shop that was never finished, the one of `shop`.
  private func adopt(_ shop: [UInt8]) throws(CatalogueError) {
    try write { (connection) throws(CatalogueError) in
      guard try Self.isEmpty(connection) else {
        throw CatalogueError(.alreadyExists, "a catalogue with entries is in this database")
      }
      _ = try connection.run(Self.setShop, [.bytes(shop)])
    }
  }
}
