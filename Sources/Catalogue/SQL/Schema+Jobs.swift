extension Schema {
  /// Who is at which piece of work that several machines share. One file has one machine, which a lock
  /// file serves.
  static func jobs(_ types: Types) -> [String] {
    guard types.isServer else { return [] }
    let (bytes, integer) = (types.bytes, types.integer)
    return [
      """
      CREATE TABLE job (
        id \(bytes) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        worker \(bytes) NOT NULL CHECK (length(worker) = 16),
        lease_ends \(integer) NOT NULL
      )
      """
    ]
  }
}
