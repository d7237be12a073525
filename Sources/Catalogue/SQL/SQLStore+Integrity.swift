extension SQLStore {
  /// Everything that is wrong: what the database finds, the catalogue's rules, and every record. Damage is
  /// reported as far as it can be read past.
  public func checkIntegrity(
    verifyRecord: (RecordEntry) -> Bool
  ) throws(CatalogueError) -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    try forEachOwnCheck { (check) throws(CatalogueError) in try collect(&problems, check) }
    for rule in IntegrityQueries.rules {
      try collect(&problems) { (connection) throws(CatalogueError) in
        try Self.problems(rule, connection)
      }
    }
    try Self.collect(&problems) { () throws(CatalogueError) in
      try recordProblems(verifyRecord)
    }
    return problems
  }

  private func collect(
    _ problems: inout [CatalogueProblem],
    _ check: Check
  ) throws(CatalogueError) {
    try Self.collect(&problems) { () throws(CatalogueError) in try read(check) }
  }

  /// Adds what `check` finds. Damage that stops it is a finding, and so is a statement that the
  /// schema in the file does not allow; anything else is an error.
  private static func collect(
    _ problems: inout [CatalogueProblem],
    _ check: () throws(CatalogueError) -> [CatalogueProblem]
  ) throws(CatalogueError) {
    do {
      problems += try check()
    } catch {
      let code: CatalogueProblem.Code
      switch error.code {
      case .damaged, .notACatalogue: code = .storageDamaged
      case .failed: code = .schemaDiffers
      default: throw error
      }
      let problem = CatalogueProblem(code: code, subject: "", detail: error.detail)
      if !problems.contains(problem) { problems.append(problem) }
    }
  }

  private static func problems(
    _ rule: IntegrityQueries.Rule, _ connection: Connection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows(rule.query) { row in
      CatalogueProblem(code: rule.code, subject: "\(rule.table) \(row.subject(0))", detail: "")
    }
  }

  /// Records are read in pages, so that `verify` works outside the lock and memory stays bounded.
  private func recordProblems(
    _ verify: (RecordEntry) -> Bool
  ) throws(CatalogueError) -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    var last: [UInt8]?
    while true {
      let page = try records(after: last, limit: 64)
      for record in page where !verify(record) {
        let subject = "record \(hexadecimal(record.id))"
        problems.append(CatalogueProblem(code: .recordMismatch, subject: subject, detail: ""))
      }
      guard let id = page.last?.id, id != last else { return problems }
      last = id
    }
  }
}
