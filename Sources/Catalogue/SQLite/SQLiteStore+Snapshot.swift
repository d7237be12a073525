extension SQLiteStore {
  /// Writes the catalogue as it is now to a new file at `path`, which is itself a catalogue and
  /// readable by its owner only. Others may go on reading and writing meanwhile.
  public func exportSnapshot(to path: String) throws(CatalogueError) {
    let file = try NewFile(at: Self.checked(path))
    let target = file.temporaryPath
    try direct { (connection) throws(CatalogueError) in
      _ = try connection.run("VACUUM INTO ?", [.text(target)])
    }
    try file.publish()
  }
}
