/// A lease that ended so long ago, in milliseconds (a week), is of work that nobody wants any more.
private let forgottenAfter: Int64 = 7 * 86_400_000

extension PostgreSQLStore: JobStore {
  /// Takes one of `jobs` that nobody has; only the first few are looked at.
  public func takeJob(
    among jobs: [[UInt8]], worker: [UInt8], milliseconds: Int64
  ) throws(CatalogueError) -> [UInt8]? {
    let wanted = Array(jobs.prefix(JobQueries.choice))
    guard let first = wanted.first else { return nil }
    for job in wanted { try Validation.digest(job, "job") }
    // The statement has so many places; a job offered twice is one.
    let padded = wanted + Array(repeating: first, count: JobQueries.choice - wanted.count)
    let choice = padded.map { SQLValue.bytes($0) }
    return try transaction(.taking) { (connection) throws(CatalogueError) in
      let now = try Self.now(connection)
      let lease: [SQLValue] = [.bytes(worker), .integer(now + milliseconds)]
      let known = Set(
        try connection.rows(JobQueries.known, choice) { (row) throws(CatalogueError) in
          try row.bytes(0)
        })
      for job in wanted where !known.contains(job) {
        if try connection.run(JobQueries.insert, [.bytes(job)] + lease) > 0 { return job }
      }
      let abandoned = try connection.first(JobQueries.abandoned, choice + [.integer(now)]) {
        (row) throws(CatalogueError) in try row.bytes(0)
      }
      guard let abandoned else { return nil }
      try connection.run(JobQueries.takeOver, lease + [.bytes(abandoned)])
      return abandoned
    }
  }

  /// Keeps everything that `worker` has.
  public func keepJobs(worker: [UInt8], milliseconds: Int64) throws(CatalogueError) {
    try transaction(.taking) { (connection) throws(CatalogueError) in
      let now = try Self.now(connection)
      try connection.run(JobQueries.keep, [.integer(now + milliseconds), .bytes(worker)])
      _ = try connection.run(
        JobQueries.removeForgotten, [.integer(now - forgottenAfter)])
    }
  }

  /// Gives a job back.
  public func returnJob(_ job: [UInt8], worker: [UInt8]) throws(CatalogueError) -> Bool {
    try transaction(.taking) { (connection) throws(CatalogueError) in
      try connection.run(JobQueries.remove, [.bytes(job), .bytes(worker)]) > 0
    }
  }

  private static func now(_ connection: PostgreSQLConnection) throws(CatalogueError) -> Int64 {
    let now = try connection.first(JobQueries.now) { (row) throws(CatalogueError) in
      try row.integer(0)
    }
    guard let now else { throw CatalogueError(.failed, "no time") }
    return now
  }
}
